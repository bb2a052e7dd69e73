package pyconfig

import "math"

// moduleValues are values of modules by dotted name; nil where it hangs on the machine or the Python there. What is
// not here and begins with a small letter is taken for a function.
var moduleValues = map[string]value{
	"os.sep": stringValue("/"), "os.linesep": stringValue("\n"), "os.pathsep": stringValue(":"), "os.curdir": stringValue("."),
	"os.pardir": stringValue(".."), "os.extsep": stringValue("."), "os.devnull": stringValue("/dev/null"), "os.name": stringValue("posix"),
	"os.path.sep": stringValue("/"), "os.path.curdir": stringValue("."), "os.path.pardir": stringValue(".."),
	"os.F_OK": intValue(0), "os.R_OK": intValue(4), "os.W_OK": intValue(2), "os.X_OK": intValue(1),
	"sys.platform": stringValue("linux"), "sys.maxsize": intValue(math.MaxInt64), "sys.byteorder": nil, "sys.version": nil, "sys.version_info": nil,
	"sys.prefix": nil, "sys.base_prefix": nil, "sys.exec_prefix": nil, "sys.implementation": nil, "sys.hexversion": nil, "sys.flags": nil, "sys.modules": nil,
	"string.ascii_lowercase": stringValue("abcdefghijklmnopqrstuvwxyz"), "string.ascii_uppercase": stringValue("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
	"string.ascii_letters": stringValue("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), "string.digits": stringValue("0123456789"),
	"string.hexdigits": stringValue("0123456789abcdefABCDEF"), "string.octdigits": stringValue("01234567"),
	"string.punctuation": stringValue("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"), "string.whitespace": stringValue(" \t\n\r\v\f"), "string.printable": nil,
	"math.pi": floatValue(math.Pi), "math.e": floatValue(math.E), "math.tau": floatValue(2 * math.Pi),
	"math.inf": floatValue(math.Inf(1)), "math.nan": floatValue(math.NaN()),
	"logging.CRITICAL": intValue(50), "logging.FATAL": intValue(50), "logging.ERROR": intValue(40), "logging.WARNING": intValue(30),
	"logging.WARN": intValue(30), "logging.INFO": intValue(20), "logging.DEBUG": intValue(10), "logging.NOTSET": intValue(0),
	"typing.TYPE_CHECKING":                  boolValue(false),
	"tljh_repo2docker.TLJH_R2D_ADMIN_SCOPE": stringValue("custom:tljh_repo2docker:admin"),
	"dataclasses.MISSING":                   nil, "time.timezone": nil, "time.tzname": nil, "socket.AF_INET": nil, "calendar.day_name": nil,
	"signal.SIGTERM": nil, "signal.SIGINT": nil, "signal.SIGKILL": nil, "stat.S_IRWXU": nil, "tempfile.tempdir": nil, "errno.ENOENT": intValue(2),
	"datetime.timezone.utc": nil, "datetime.datetime.min": nil, "datetime.datetime.max": nil, "subprocess.PIPE": intValue(-1),
	"subprocess.STDOUT": intValue(-2), "subprocess.DEVNULL": intValue(-3),
}
