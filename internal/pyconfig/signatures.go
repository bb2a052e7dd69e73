package pyconfig

import "strings"

// signatures holds what the functions and methods of Python's own take, as " name/least and most/names;names": how many
// positional arguments (* is any number), the names of those that may also come by name, and those that come by name
// only (* is any). Functions stand under "". Counterpart: Objects/clinic of CPython.
var signatures = map[string]string{
	"": " len/11 abs/11 chr/11 ord/11 any/11 all/11 isinstance/22 issubclass/22 hasattr/22 getattr/23 setattr/33 delattr/22" +
		" repr/11 ascii/11 callable/11 iter/12 next/12 range/13 bool/01 float/01 list/01 tuple/01 set/01 frozenset/01" +
		" dict/01/;* int/02/base str/03/object,encoding,errors enumerate/12/iterable,start zip/0*/;strict map/2* filter/22" +
		" reversed/11 min/1*/;key,default max/1*/;key,default sorted/11/;key,reverse sum/12/start round/12/number,ndigits" +
		" divmod/22 pow/23/base,exp,mod format/12 bytes/03/source,encoding,errors bin/11 hex/11 oct/11 vars/01" +
		" print/0*/;sep,end,file,flush slice/13 type/13 ",
	"str": " capitalize/00 casefold/00 center/12 count/13 decode/02/encoding,errors encode/02/encoding,errors endswith/13 expandtabs/01/tabsize" +
		" find/13 format/0*/;* format_map/11 index/13 isalnum/00 isalpha/00 isascii/00 isdecimal/00 isdigit/00 isidentifier/00" +
		" islower/00 isnumeric/00 isprintable/00 isspace/00 istitle/00 isupper/00 join/11 ljust/12 lower/00 lstrip/01" +
		" maketrans/13 partition/11 removeprefix/11 removesuffix/11 replace/23 rfind/13 rindex/13 rjust/12 rpartition/11" +
		" rsplit/02/sep,maxsplit rstrip/01 split/02/sep,maxsplit splitlines/01/keepends startswith/13 strip/01 swapcase/00" +
		" title/00 translate/11 upper/00 zfill/11 ",
	"list":  " append/11 clear/00 copy/00 count/11 extend/11 index/13 insert/22 pop/01 remove/11 reverse/00 sort/00/;key,reverse ",
	"tuple": " count/11 index/13 ",
	"range": " count/11 index/11 ",
	"dict":  " clear/00 copy/00 fromkeys/12 get/12 items/00 keys/00 pop/12 popitem/00 setdefault/12 update/01/;* values/00 ",
	"OrderedDict": " clear/00 copy/00 fromkeys/12/iterable,value get/12 items/00 keys/00 move_to_end/12/key,last" +
		" pop/12/key,default popitem/01/last setdefault/12/key,default update/01/;* values/00 ",
	"PosixPath": " absolute/00 as_posix/00 exists/00/;follow_symlinks expanduser/00 is_absolute/00 is_dir/00 is_file/00 joinpath/0*" +
		" read_bytes/00 resolve/01/strict with_name/11/name with_stem/11/stem with_suffix/11/suffix ",
	"set": " add/11 clear/00 copy/00 difference/0* difference_update/0* discard/11 intersection/0* intersection_update/0*" +
		" isdisjoint/11 issubset/11 issuperset/11 pop/00 remove/11 symmetric_difference/11 symmetric_difference_update/11" +
		" union/0* update/0* ",
	"int":             " bit_count/00 bit_length/00 conjugate/00 as_integer_ratio/00 ",
	"float":           " is_integer/00 hex/00 conjugate/00 as_integer_ratio/00 ",
	"LazyConfigValue": " append/11/obj extend/11/other prepend/11/other insert/22/index,other update/11/other add/11/obj ",
	"Environ": " get/12/key,default items/00 keys/00 values/00 copy/00 pop/12/key,default setdefault/22/key,value" +
		" update/01/other;* ",
	"generator": " send/11 throw/13 close/00 ",
	"dict_keys": " isdisjoint/11 ",
}

// specs are the signatures by type and name.
var specs = map[string]map[string]string{}

func init() {
	for kind, all := range signatures {
		specs[kind] = map[string]string{}
		for _, one := range strings.Fields(all) {
			name, spec, _ := strings.Cut(one, "/")
			specs[kind][name] = spec
		}
	}
}

// takes reports whether a call has as many arguments as a function of Python's own takes, under names that it has;
// otherwise it raises Python's TypeError. kind is a type's name, "" for functions.
func (in *interp) takes(kind, name string, c *call) bool {
	spec := specs[kind][name]
	if spec == "" || c.more != nil {
		return true
	}
	by, only := "", ""
	if len(spec) > 3 {
		by, only, _ = strings.Cut(spec[3:], ";")
	}
	n := len(c.args)
	for _, k := range c.keywords {
		switch {
		case only == "*" || listed(only, k.name):
		case listed(by, k.name):
			n++
		default:
			in.raise(c.at, "TypeError", name+"() takes no argument by the name "+k.name, "")
			return false
		}
	}
	switch least, most := int(spec[0]-'0'), int(spec[1]-'0'); {
	case n < least:
		in.raise(c.at, "TypeError", name+"() needs at least "+itoa(least)+" of its arguments and gets "+itoa(n), "")
	case n > most && spec[1] != '*':
		in.raise(c.at, "TypeError", name+"() takes at most "+itoa(most)+" arguments and gets "+itoa(n), "")
	default:
		return true
	}
	return false
}

func listed(names, name string) bool {
	for one := range strings.SplitSeq(names, ",") {
		if one == name {
			return true
		}
	}
	return false
}
