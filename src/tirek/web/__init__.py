"""Pages, and nothing but pages: what a person sees and sends; every rule lives in the room below."""
