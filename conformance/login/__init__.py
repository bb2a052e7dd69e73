"""Who may log in: the engine against real releases of JupyterHub and OAuthenticator, with a faked identity provider."""
