"""What runs in the background for this room."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from tirek.plans.operations import read_plan


@app.task(name="plans.read", retry=2, pass_context=False)
def read(document_id: str) -> None:
    """This function will read a stored plan document."""
    read_plan(document_id=document_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="jobs.retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """This function will take up again what a worker left undone when it was killed."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job)
