"""Sign-in with an OpenID Connect provider. Authlib checks state, nonce, PKCE, signature, issuer, audience and age."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from assistant.channels.web.entrance.door import NotSignedIn
from assistant.settings import Settings


class Provider:
    """The provider that the settings name; its own description is read at the first sign-in."""

    def __init__(self, settings: Settings) -> None:
        from authlib.integrations.starlette_client import OAuth

        self._settings = settings
        self._client: Any = OAuth().register(
            "provider",
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret or None,
            server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": 10},
        )

    async def start(self, request: Request) -> Response:
        """Send the person to the provider.

        Raises:
            NotSignedIn: the provider cannot be reached.
        """
        from httpx2 import HTTPError

        back = self._settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")
        try:
            sent: Response = await self._client.authorize_redirect(request, f"{back}/sign-in/back")
        except (HTTPError, ValueError, KeyError, RuntimeError) as error:
            raise NotSignedIn(f"The sign-in at {self._settings.oidc_issuer} cannot be reached. Try again.") from error
        return sent

    async def claims(self, request: Request) -> dict[str, object]:
        """What the provider says of the person who comes back.

        Raises:
            NotSignedIn: the sign-in was broken off, is too old, is another browser's, or is not the provider's.
        """
        from authlib.integrations.starlette_client import OAuthError
        from httpx2 import HTTPError
        from joserfc.errors import JoseError

        try:
            token = await self._client.authorize_access_token(request, leeway=30)
            found = token.get("userinfo")
        except (OAuthError, JoseError, HTTPError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise NotSignedIn("The sign-in did not come to its end. Start it again.") from error
        issuer = str(self._client.server_metadata.get("issuer", "")).rstrip("/")
        if not found or not found.get("sub") or issuer != self._settings.oidc_issuer.rstrip("/"):
            raise NotSignedIn("The sign-in provider did not say who you are. Start it again.")
        return dict(found)
