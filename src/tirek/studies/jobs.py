"""What runs in the background for this room."""

from procrastinate.contrib.django import app


@app.task(name="studies.work", lock="studies", retry=2, pass_context=False)
def work(work: str) -> None:
    """This function will do a piece of long work; one at a time, since each may take what the machine has."""
    from tirek.studies.working import work_on  # with all the mining there is: only who works loads it

    work_on(work)
