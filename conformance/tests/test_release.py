import tempfile
import textwrap
import unittest
from pathlib import Path

from conformance import release
from conformance.hub.endpoints import endpoints

_SOURCE = {
    "apihandlers/base.py": """
        class APIHandler:
            def group_model(self, group):
                access_map = {"read:groups": {"name", "users"}, "read:groups:name": {"name"}}
        """,
    "apihandlers/groups.py": """
        class _GroupAPIHandler(APIHandler):
            def find_group(self, group_name):
                pass

        class GroupAPIHandler(_GroupAPIHandler):
            @needs_scope('read:groups', 'read:groups:name')
            async def get(self, group_name):
                pass

            @web.authenticated
            @needs_scope('admin:groups')
            @needs_scope('tokens')
            def delete(self, group_name):
                pass

            put = delete

        class GroupListAPIHandler(_GroupAPIHandler):
            @needs_scope('list:groups', post_filter=True)
            def get(self):
                pass

        default_handlers = [
            (r"/api/groups", GroupListAPIHandler),
            (r"/api/groups/([^/]+)", GroupAPIHandler),
            (r"/api/elsewhere", tornado.web.RedirectHandler),
        ]
        """,
    "handlers/metrics.py": "default_handlers = []",
    "handlers/pages.py": """
        class SpawnHandler:
            @web.authenticated
            def get(self, user_name=None, server_name=''):
                return self._get(user_name, server_name)

            @needs_scope('servers')
            def _get(self, user_name, server_name):
                pass

        class HomeHandler:
            @web.authenticated
            def get(self):
                pass

        default_handlers = [(r'/spawn', SpawnHandler), (r'/home', HomeHandler)]
        """,
    "handlers/base.py": "",
}


class EndpointsTest(unittest.TestCase):
    def setUp(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in _SOURCE.items():
                path = Path(folder) / name
                path.parent.mkdir(exist_ok=True)
                path.write_text(textwrap.dedent(text))
            self.found = endpoints("1.2.3", folder)

    def test_every_method_of_a_handler_is_found_with_its_scopes(self):
        got = [(e["method"], e["pattern"], e["needs"], e["filter"], e["post_filter"]) for e in self.found["endpoints"]]
        group = r"/api/groups/([^/]+)"
        self.assertEqual(
            got,
            [
                ("GET", "/api/groups", [["list:groups"]], None, True),
                ("GET", group, [["read:groups", "read:groups:name"]], "!group={group_name}", False),
                ("PUT", group, [["admin:groups"], ["tokens"]], "!group={group_name}", False),
                ("DELETE", group, [["admin:groups"], ["tokens"]], "!group={group_name}", False),
            ],
        )

    def test_pages_that_ask_about_scopes_are_found(self):
        (page,) = self.found["pages"]
        self.assertEqual((page["handler"], page["needs"], page["decorators"]), ("SpawnHandler", [["servers"]], ["web.authenticated"]))
        self.assertEqual(page["filter"], "!server={user_name}/{server_name}")

    def test_fields_of_models(self):
        self.assertEqual(self.found["models"], {"group": {"read:groups": ["name", "users"], "read:groups:name": ["name"]}})
        self.assertEqual(self.found["version"], "1.2.3")


class PinsTest(unittest.TestCase):
    def test_a_lock_file_pins_all_but_pip(self):
        self.assertEqual(release.pins("alembic==1.2\npip==23.2.1\njupyterhub==6.0.0b2\n"), "alembic==1.2\njupyterhub==6.0.0b2\n")

    def test_what_is_not_pinned_is_refused(self):
        with self.assertRaises(SystemExit):
            release.pins("alembic @ file:///somewhere\n")


if __name__ == "__main__":
    unittest.main()
