// Lists every path that the strict parser of a configuration accepts, for schemas/*.json: see schemas/README.md.
package main

import (
	"encoding"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

type field struct {
	kind     string
	fallback any
	flag     string
	// By the help of the flag, or by the tag `doc` of the field.
	deprecated bool
	hidden     bool
}

// text is the field in one line, so that a change of a schema is a change of lines.
func (f field) text() string {
	fallback, err := json.Marshal(f.fallback)
	if err != nil {
		fallback = []byte("null")
	}
	text := fmt.Sprintf(`{"type": %q, "default": %s`, f.kind, fallback)
	if f.flag != "" {
		text += fmt.Sprintf(`, "flag": %q`, f.flag)
	}
	if f.deprecated {
		text += `, "deprecated": true`
	}
	if f.hidden {
		text += `, "hidden": true`
	}
	return text + "}"
}

// Types that are read from text or by a parser of their own, by package and name.
var named = map[string]string{
	"time.Duration": "duration", "model.Duration": "duration-prom", "flagext.Secret": "secret", "config.Secret": "secret",
	"flagext.Bytes": "bytes", "flagext.ByteSize": "bytes", "units.Base2Bytes": "bytes",
	"flagext.StringSliceCSV": "csv", "flagext.DayValue": "date", "config.DayTime": "date", "flagext.Time": "time",
	"flagext.URLValue": "url", "config.URL": "url", "relabel.Regexp": "regex", "flagext.StringSlice": "list(string)",
	"backend.Encoding": "string", "listtomap.ListToMap": "list(string)", "labels.Labels": "map(string,string)",
	"validation.OverwriteMarshalingStringMap": "map(string,string)", "config.TLSVersion": "string",
	"logging.Level": "string", "log.Level": "string", "logging.Format": "string", "log.Format": "string",
}

type walker struct {
	flags  map[uintptr]*flag.Flag
	fields map[string]field
	host   string
}

// write prints the schema of a configuration whose flags are registered, which gave it its defaults.
func write(config any, flags *flag.FlagSet) {
	host, _ := os.Hostname()
	w := walker{flags: map[uintptr]*flag.Flag{}, fields: map[string]field{}, host: host}
	flags.VisitAll(func(f *flag.Flag) {
		if value := reflect.ValueOf(f.Value); value.Kind() == reflect.Pointer {
			w.flags[value.Pointer()] = f
		}
	})
	w.block(reflect.ValueOf(config).Elem(), "", false)
	paths := make([]string, 0, len(w.fields))
	for path := range w.fields {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	lines := make([]string, 0, len(paths))
	for _, path := range paths {
		lines = append(lines, fmt.Sprintf("%q: %s", path, w.fields[path].text()))
	}
	fmt.Fprintf(os.Stdout, "{\n%s\n}\n", strings.Join(lines, ",\n"))
}

func (w walker) block(value reflect.Value, at string, hidden bool) {
	for i := 0; i < value.NumField(); i++ {
		meta := value.Type().Field(i)
		name, options, _ := strings.Cut(meta.Tag.Get("yaml"), ",")
		inline := strings.Contains(options, "inline")
		if name == "-" || (!meta.IsExported() && !inline) {
			continue
		}
		own := hidden || strings.Contains(meta.Tag.Get("doc"), "hidden")
		if inline {
			if inner := pointed(value.Field(i)); inner.Kind() == reflect.Struct {
				w.block(inner, at, own)
			}
			continue
		}
		if name == "" {
			// yaml.v2 and yaml.v3 read fields without a tag under their names in lower case.
			name = strings.ToLower(meta.Name)
		}
		if at != "" {
			name = at + "." + name
		}
		w.node(value.Field(i), name, own, meta.Tag.Get("doc"))
	}
}

func (w walker) node(value reflect.Value, path string, hidden bool, doc string) {
	kind, isNamed := typeOf(value.Type())
	inner := pointed(value)
	switch {
	case isNamed:
		w.leaf(value, path, kind, hidden, doc)
	case inner.Kind() == reflect.Struct:
		w.block(inner, path, hidden)
	case inner.Kind() == reflect.Slice && isBlock(inner.Type().Elem()):
		w.fields[path] = field{kind: "list(object)", fallback: []any{}, hidden: hidden}
		w.node(itemOf(inner), path+"[]", hidden, "")
	case inner.Kind() == reflect.Map && (isBlock(inner.Type().Elem()) || inner.Type().Elem().Kind() == reflect.Slice):
		w.fields[path] = field{kind: "map(string,object)", fallback: map[string]any{}, hidden: hidden}
		w.node(itemOf(inner), path+".<name>", hidden, "")
	default:
		w.leaf(value, path, kind, hidden, doc)
	}
}

func (w walker) leaf(value reflect.Value, path, kind string, hidden bool, doc string) {
	entry := field{kind: kind, fallback: w.defaultOf(value, path, kind), hidden: hidden}
	if known := w.flagOf(value); known != nil {
		entry.flag = "-" + known.Name
		entry.deprecated = strings.Contains(strings.ToLower(known.Usage), "deprecated")
	}
	if strings.Contains(strings.ToLower(doc), "deprecated") {
		entry.deprecated = true
	}
	w.fields[path] = entry
}

func (w walker) flagOf(value reflect.Value) *flag.Flag {
	if !value.CanAddr() {
		return nil
	}
	return w.flags[value.Addr().Pointer()]
}

// pointed is the target of a pointer, or a zero value of it.
func pointed(value reflect.Value) reflect.Value {
	for value.Kind() == reflect.Pointer {
		if value.IsNil() {
			value = reflect.New(value.Type().Elem())
		}
		value = value.Elem()
	}
	return value
}

func isBlock(of reflect.Type) bool {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	_, isNamed := typeOf(of)
	return of.Kind() == reflect.Struct && !isNamed
}

var (
	flagValue = reflect.TypeOf((*flag.Value)(nil)).Elem()
	textValue = reflect.TypeOf((*encoding.TextUnmarshaler)(nil)).Elem()
)

// typeOf is the type of a value, and whether it is parsed as a whole, without its fields.
func typeOf(of reflect.Type) (string, bool) {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if kind, ok := named[of.String()]; ok {
		return kind, true
	}
	pointer := reflect.PointerTo(of)
	readsText := pointer.Implements(flagValue) || pointer.Implements(textValue)
	switch of.Kind() {
	case reflect.Bool:
		return "bool", false
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return "int", false
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "uint", false
	case reflect.Float32, reflect.Float64:
		return "float", false
	case reflect.String:
		return "string", false
	case reflect.Slice:
		item, _ := typeOf(of.Elem())
		return "list(" + item + ")", false
	case reflect.Map:
		key, _ := typeOf(of.Key())
		item, _ := typeOf(of.Elem())
		return "map(" + key + "," + item + ")", false
	case reflect.Struct:
		return "string", readsText
	default:
		return "any", false
	}
}

// itemOf is an item of a list or a map; some types set defaults when they are read.
func itemOf(of reflect.Value) reflect.Value {
	item := reflect.New(of.Type().Elem())
	_ = yaml.Unmarshal([]byte("{}"), item.Interface())
	return item.Elem()
}

func (w walker) defaultOf(value reflect.Value, path, kind string) (read any) {
	// Some types cannot be written while they are empty.
	defer func() {
		if recover() != nil {
			read = nil
		}
	}()
	isItem := strings.Contains(path, "[]") || strings.Contains(path, "<name>")
	if (value.Kind() == reflect.Pointer || isItem) && value.IsZero() {
		return nil
	}
	// Determined when the program starts.
	if strings.HasSuffix(path, "interface_names") {
		return "<private network interfaces>"
	}
	if value.Kind() == reflect.String && value.String() == w.host {
		return "<hostname>"
	}
	if duration, ok := pointed(value).Interface().(time.Duration); ok {
		// As the reference has it: 1h for 1h0m0s.
		text := duration.String()
		if strings.HasSuffix(text, "m0s") {
			text = strings.TrimSuffix(text, "0s")
		}
		if strings.HasSuffix(text, "h0m") {
			text = strings.TrimSuffix(text, "0m")
		}
		return text
	}
	if kind == "secret" {
		return ""
	}
	text, err := yaml.Marshal(value.Interface())
	if err != nil || yaml.Unmarshal(text, &read) != nil {
		return nil
	}
	return read
}
