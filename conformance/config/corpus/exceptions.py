### handlers in order
def f(g):
    try:
        return g()
    except KeyError: return "key"
    except (IndexError, TypeError): return "index or type"
    except LookupError: return "lookup"
    except ArithmeticError as e: return "arith " + type(e).__name__
    except Exception as e: return "other " + type(e).__name__
c.T.a = f(lambda: {}["a"]), f(lambda: [][0]), f(lambda: 1 + "a"), f(lambda: 1 / 0), f(lambda: int("x")), f(lambda: None.x), f(lambda: undefined_thing), f(lambda: 5)
### else and finally
log = []
for x in (1, 0):
    try:
        1 / x
    except ZeroDivisionError:
        log.append("except")
    else:
        log.append("else")
    finally:
        log.append("finally")
c.T.a = log
### raising again
log = []
try:
    try:
        raise ValueError("a")
    except ValueError:
        log.append(1)
        raise
except ValueError as e:
    log.append(str(e))
try:
    try:
        {}["k"]
    except KeyError as e:
        raise RuntimeError("r") from e
except RuntimeError as e:
    log.append([str(e), isinstance(e.__cause__, KeyError)])
c.T.a = log
### the name of an exception goes away
try:
    raise ValueError("x")
except ValueError as e:
    kept = e
try:
    e
except NameError:
    c.T.a = "gone", kept.args
### the texts of exceptions (unknown)
def text(f):
    try: f()
    except Exception as e: return str(e)
c.T.a = text(lambda: {}["a"]), text(lambda: {1: 2}[3]), text(lambda: 1 / 0), text(lambda: [][1]), text(lambda: int("x"))
### AttributeError and hasattr
try:
    "a".nonesuch
except AttributeError:
    c.T.a = "no attribute"
c.T.b = hasattr("a", "upper"), hasattr([], "append"), hasattr(1, "x"), getattr("a", "zz", "default")
### import that may fail
try:
    import nonesuch_module_xyz
    have = True
except ImportError:
    have = False
try:
    from os import path
except ImportError:
    path = None
c.T.a = path is not None
### get_config inside try
try:
    c
except NameError:
    c = get_config()
c.T.a = 1
### exceptions as control flow
def find(l, x):
    try:
        return l.index(x)
    except ValueError:
        return -1
c.T.a = find([1, 2], 2), find([1], 9)
import contextlib
with contextlib.suppress(ZeroDivisionError, KeyError):
    1 / 0
    c.T.b = "never"
c.T.c = "after"
### assertion caught
try:
    assert False, "no"
except AssertionError as e:
    c.T.a = str(e), e.args
### exception classes
c.T.a = issubclass(KeyError, LookupError), issubclass(FileNotFoundError, OSError), IOError is OSError, isinstance(KeyError("a"), Exception), KeyError("a").args, str(ValueError("a", 1)), repr(ValueError("x")), str(KeyError("a"))
### missing files are caught
import os
try:
    with open("/nonexistent/file.txt") as f:
        text = f.read()
except FileNotFoundError:
    text = None
except OSError:
    text = None
c.T.a = text
### finally with return wins
def f():
    try:
        return 1
    finally:
        return 2
def g():
    try:
        raise ValueError
    except ValueError:
        return "e"
    finally:
        log.append("f")
log = []
c.T.a = f(), g(), log
### nested try in a loop
ok, bad = [], []
for v in ["1", "x", "3", None]:
    try:
        ok.append(int(v))
    except (ValueError, TypeError) as e:
        bad.append(type(e).__name__)
        continue
    ok.append("next")
c.T.a = ok, bad
### StopIteration
i = iter([1])
next(i)
try:
    next(i)
except StopIteration:
    c.T.a = "stopped"
### exception groups parse
try:
    x = 1
except* ValueError:
    x = 2
c.T.a = x
### groups of exceptions (unknown)
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except* ValueError as e:
    c.T.a = len(e.exceptions)
except* TypeError:
    pass
### errors of the system, by number
try: raise OSError(13, "no")
except PermissionError: c.T.a = 1
try: raise IOError("x")
except OSError as e: c.T.b = str(e)
try: raise PermissionError(13, "no")
except OSError as e: c.T.d = e.args
### what may raise, an abstract class and a module (unknown)
import os
from abc import ABC, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): ...
try: A()
except TypeError: c.T.a = "abstract"
try: os.nonesuch
except AttributeError: c.T.b = 1
