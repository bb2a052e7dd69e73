"""The profiles of random cases by name, and streams of them."""

import itertools

from conformance.cases import custom, dense, http, odd, plain, upkeep

# A profile makes {"seed", "kind", "case"} of a seed and a version.
PROFILES = {
    "plain": plain.gen_case,
    "dense": dense.gen_case,
    "upkeep": upkeep.gen_case,
    "odd": odd.gen_case,
    "custom": custom.gen_case,
}
HTTP_PROFILES = {"http": http.gen_case}


def stream(version, names, first, count, kinds=()):
    """Yields count cases as (profile, seed, case), the profiles in turn. kinds leaves out others of a profile's kinds."""
    table = {**PROFILES, **HTTP_PROFILES}
    made = 0
    for seed in itertools.count(first):
        for name in names:
            if made == count:
                return
            case = table[name](seed, version)
            if kinds and case["kind"] not in kinds:
                continue
            made += 1
            yield name, seed, case["case"]
