"""What a log says of how the work ran: flow, times, variants, people, places where it waits."""
