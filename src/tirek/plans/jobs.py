"""What runs in the background for this room."""

from procrastinate.contrib.django import app

from tirek.plans.operations import read_plan


@app.task(name="plans.read", retry=2, pass_context=False)
def read(document_id: str) -> None:
    """This function will read a stored plan document."""
    read_plan(document_id=document_id)
