"""Times one start of a Hub and the resolution of all its users: `VERSION/bin/python -m conformance.hub.timing VERSION < CONFIG`.

The config is that of a case, as JSON; the answer is one JSON object. Times are seconds of this process's processor time.
"""

import inspect
import json
import logging
import sys
import time
import warnings


def clock():
    return time.process_time()


async def measure(hub, config):
    """Runs the init methods of an application over an empty database, then asks for everybody's scopes twice."""
    hub.new_process()
    app = hub.application(config)
    for logger in (app.log, logging.getLogger("tornado.application"), logging.getLogger("tornado.general")):
        logger.handlers, logger.propagate = [logging.NullHandler()], False
        logger.setLevel(logging.WARNING)
    stages = {}
    for stage in hub.order:
        begin = clock()
        result = getattr(app, stage)()
        if inspect.isawaitable(result):
            await result
        stages[stage] = clock() - begin
    db, orm = app.db, hub.orm
    db.expire_all()
    hub.clear_caches()

    def resolve():
        begin = clock()
        scopes = sum(len(hub.scopes.get_scopes_for(user)) for user in db.query(orm.User).order_by(orm.User.name))
        return clock() - begin, scopes

    resolved, scopes = resolve()
    again, _ = resolve()
    return {
        "users": db.query(orm.User).count(),
        "scopes": scopes,
        "stages": stages,
        "load": sum(spent for stage, spent in stages.items() if stage != "init_db"),
        "resolve": resolved,
        "resolve_again": again,
    }


def main():
    from conformance.hub.application import Hub, run_async

    config = json.load(sys.stdin)
    warnings.simplefilter("ignore")
    hub = Hub(sys.argv[1])
    hub.database.renew()
    print(json.dumps(run_async(measure(hub, config))))


if __name__ == "__main__":
    main()
