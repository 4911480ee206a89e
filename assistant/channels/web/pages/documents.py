"""The document of a plan that an answer holds, as a file to take away."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.channels.web.site import visit
from assistant.documents.files import file_of


def document_file(request: Request) -> Response:
    """An answer's document in one form; without a plan, or in another form, a refusal in a sentence."""
    here = visit(request)
    kept = here.site.talks.turn(here.person, request.path_params["turn"])
    company = here.desk.toolbox(here.person).program.company
    made = file_of(kept.answer, request.path_params["form"], company, here.desk.settings.templates_dir)
    name = made.name.encode("ascii", "ignore").decode()
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(made.content, media_type=made.media_type, headers=headers)


ROUTES = [Route("/turns/{turn}/document.{form}", document_file)]
