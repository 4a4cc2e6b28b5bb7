"""Files over HTTP, beside Airflow's own API and with its users: a CSV into a pipeline's inbox, a run's predictions out.

Only the api-server is told of this folder. Whoever may start a pipeline's inference may do both: an upload ends in a run, and
predictions name customers. docs/dags.md shows the calls.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity, DagDetails
from airflow.api_fastapi.core_api.security import GetUserDep
from airflow.plugins_manager import AirflowPlugin
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, JSONResponse

from churnflow_dags import uploads
from churnflow_dags.home import home
from churnflow_dags.pipeline import Pipeline, files, load
from churnflow_dags.section import PipelineError

app = FastAPI(title="Churnflow", description=__doc__)


@app.exception_handler(uploads.RefusedError)
async def refused(_: Request, error: uploads.RefusedError) -> JSONResponse:
    """As Airflow's API says what is wrong."""
    return JSONResponse({"detail": str(error)}, error.status)


def allowed(pipeline: str, user: GetUserDep) -> Pipeline:
    """The pipeline, for who may start its inference: 403 before 404, so that nobody learns by asking which there are."""
    details = DagDetails(id=f"{pipeline}_inference")
    if not get_auth_manager().is_authorized_dag(method="POST", access_entity=DagAccessEntity.RUN, details=details, user=user):
        raise HTTPException(403, "Forbidden")
    file = next((file for file in files() if file.stem == pipeline), None)
    if file is None:
        raise HTTPException(404, "pipeline: expected the name of one that is there, found another")
    try:
        return load(file)
    except PipelineError as broken:
        raise HTTPException(409, str(broken)) from broken


Allowed = Annotated[Pipeline, Depends(allowed)]


@app.post("/uploads", status_code=201)
async def upload(pipeline: Allowed, name: str, request: Request) -> dict[str, Any]:
    """Put the request's body into the pipeline's inbox under this name: a CSV, not a form."""
    if request.headers.get("content-type", "").strip().lower().startswith("multipart/"):
        raise uploads.RefusedError(415, "expected the CSV itself as the body (curl --upload-file), found a form")
    most = uploads.most_bytes()
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most:
        raise uploads.RefusedError(413, f"expected at most {most} bytes (CHURNFLOW_UPLOAD_MEGABYTES), found {announced}")
    return asdict(await uploads.take(home(), pipeline.inbox, name, request.stream(), most))


@app.get("/predictions")
def predictions(pipeline: Allowed, run_id: str) -> FileResponse:
    """What a run of the pipeline's inference has published."""
    return FileResponse(uploads.predictions(home(), pipeline.name, run_id), media_type="text/csv", filename="predictions.csv")


class Files(AirflowPlugin):
    """Mounts it."""

    name = "churnflow_files"
    fastapi_apps = [{"app": app, "url_prefix": "/churnflow", "name": "Churnflow"}]  # noqa: RUF012 - as Airflow reads it
