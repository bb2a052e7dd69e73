"""Answers cases: a JSON list of them a line on standard input, a list of answers a line on standard output."""

import json
import logging
import sys

from conformance.login.hub.start import Hub


def main():
    logging.disable(logging.NOTSET)
    hub = Hub()
    out = sys.stdout
    sys.stdout = sys.stderr  # nothing that the Hub prints may come between the answers
    print(json.dumps(hub.versions), file=out, flush=True)
    for line in sys.stdin:
        print(json.dumps([hub.answer(case) for case in json.loads(line)]), file=out, flush=True)


main()
