### lists and tuples
c.JupyterHub.load_roles = ({"name": "a", "scopes": []},)
c.JupyterHub.services = []
### a dict for a list
c.JupyterHub.load_roles = {"name": "a"}
### None for a list
c.JupyterHub.load_roles = None
### strings in a list
c.JupyterHub.load_roles = ["a"]
### a string for a list
c.JupyterHub.services = "culler"
### groups as lists and dicts
c.JupyterHub.load_groups = {"a": ["x"], "b": {"users": ["y"]}, "c": {"users": [], "properties": {}}}
### a set as a group
c.JupyterHub.load_groups = {"a": {"x"}}
### a tuple as a group
c.JupyterHub.load_groups = {"a": ("x",)}
### a list of groups
c.JupyterHub.load_groups = ["a"]
### sets from anything
c.Authenticator.admin_users = ["a", "b"]
c.Authenticator.allowed_users = ("c",)
c.Authenticator.blocked_users = "dee"
### a dict for a set
c.Authenticator.admin_users = {"a": 1}
### None for a set
c.Authenticator.allowed_users = None
### numbers in a set
c.Authenticator.admin_users = {1, "a"}
### custom scopes
c.JupyterHub.custom_scopes = {"custom:a": {"description": "x"}}
### custom scopes as a list
c.JupyterHub.custom_scopes = ["custom:a"]
### custom scopes of strings
c.JupyterHub.custom_scopes = {"custom:a": "x"}
### whole numbers
c.JupyterHub.port = 8000
c.JupyterHub.active_server_limit = True
c.JupyterHub.concurrent_spawn_limit = 10.0
### a string for a number
c.JupyterHub.port = "8000"
### a number for a string
c.JupyterHub.ip = 1
c.JupyterHub.base_url = "/x"
### bools
c.JupyterHub.allow_named_servers = True
c.JupyterHub.shutdown_on_logout = 1
c.JupyterHub.cleanup_servers = "yes"
### floats
c.JupyterHub.cookie_max_age_days = 1
c.JupyterHub.init_spawners_timeout = 2.5
### tokens
c.JupyterHub.api_tokens = {"t": "ann"}
c.JupyterHub.service_tokens = {"t": "s"}
### deprecated names
c.JupyterHub.admin_users = {"a"}
c.JupyterHub.admin_access = True
c.Authenticator.whitelist = {"b"}
c.JupyterHub.proxy_auth_token = "x"
### unknown names
c.JupyterHub.load_role = []
c.JupyterHub.lod_roles = []
c.Authenticator.admin_user = {"x"}
c.Jupyterhub.load_roles = []
### lazy merges at load
c.JupyterHub.load_roles.append({"name": "a"})
c.JupyterHub.load_roles.insert(0, {"name": "b"})
c.JupyterHub.load_roles.prepend([{"name": "c"}])
c.Authenticator.admin_users.add("x")
c.JupyterHub.load_groups.update({"g": []})
### lazy calls of the wrong kind
c.JupyterHub.load_roles.update({"name": "a"})
c.Authenticator.admin_users.append("x")
c.JupyterHub.load_groups.add("y")
### extend with a string
c.JupyterHub.load_roles.extend("ab")
### patterns and maps
c.Authenticator.username_pattern = "^a"
c.Authenticator.username_map = {"a": "b"}
c.Authenticator.delete_invalid_users = True
### a list for a map
c.Authenticator.username_map = ["a"]
### spawner scopes
c.Spawner.server_token_scopes = ["self"]
c.Spawner.oauth_client_allowed_scopes = ["x"]
### commands and arguments
c.Spawner.cmd = "jupyterhub-singleuser"
c.Spawner.args = ["--a"]
c.Spawner.environment = {"A": "b"}
c.Spawner.mem_limit = "1G"
c.Spawner.cpu_limit = 2
c.Spawner.default_url = "/lab"
c.Spawner.http_timeout = 30
c.Spawner.start_timeout = "30"
### classes by name
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.DummyAuthenticator.password = "x"
### classes that are none
c.JupyterHub.authenticator_class = "nonesuch"
### services as dicts
c.JupyterHub.services = {"a": {}}
### services of tuples
c.JupyterHub.services = [("a",)]
