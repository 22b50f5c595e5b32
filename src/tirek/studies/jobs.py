"""What runs in the background for this room."""

from procrastinate.contrib.django import app

from tirek.studies.working import work_on


@app.task(name="studies.work", lock="studies", retry=2, pass_context=False)
def work(work: str) -> None:
    """This function will do a piece of long work; one at a time, since each may take what the machine has."""
    work_on(work)
