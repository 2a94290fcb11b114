package engine

import "strings"

// expressions are the kinds of expression that a query may hold.
var expressions = []string{
	"BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "FUNCTION", "LAMBDA", "OPERATOR", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY", "WINDOW",
}

// values look like columns and tell the time, or who and where the program is.
var values = []string{
	"current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp", "current_user", "localtime", "localtimestamp", "session_user", "user",
}

// makers are the relations that a query may make of what it has.
var makers = []string{"range", "generate_series", "unnest"}

// known are the functions that a query may call: what they give is told by their
// arguments alone, and none reaches beyond them. One that is not here is refused, so
// that a new version of the engine brings no new way out. Those whose work or result
// can be far longer than their arguments (repeat, edit distances, lists of numbers)
// are not here either; what is left is held by the limits of the process.
var known = set(`
+ - * / // % ** ^ || & | << >> ~ @ -> ->> ^@ ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape

abs add bankers_round ceil ceiling divide even exp fdiv floor fmod gcd greatest greatest_common_divisor isfinite isinf isnan lcm least least_common_multiple ln log log10 log2
mod multiply pow power radians degrees round round_even roundbankers sign signbit sqrt cbrt subtract trunc pi

ascii bit_length char_length character_length chr concat concat_ws contains ends_with hex instr lcase left left_grapheme len length length_grapheme lower lpad ltrim md5 nfc_normalize
octet_length ord position prefix regexp_escape regexp_extract regexp_extract_all regexp_full_match regexp_matches regexp_replace regexp_split_to_array replace reverse right right_grapheme
rpad rtrim sha1 sha256 split split_part starts_with str_split str_split_regex string_split string_split_regex string_to_array strip_accents strlen strpos substr substring
substring_grapheme suffix to_base64 translate trim ucase unicode unhex upper url_decode url_encode format printf

age century date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear days_in_month decade epoch epoch_ms epoch_ns epoch_us era
hour isodow isoyear julian last_day make_date make_time make_timestamp make_timestamp_ms make_timestamp_ns make_timestamptz microsecond millennium millisecond minute month monthname nanosecond
quarter second strftime strptime time_bucket timezone timezone_hour timezone_minute to_centuries to_days to_decades to_hours to_microseconds to_millennia to_milliseconds to_minutes to_months
to_quarters to_seconds to_timestamp to_weeks to_years try_strptime week weekday weekofyear year yearweek

array_contains array_extract array_has array_length array_position array_slice array_to_string element_at filter json json_array_length json_contains json_exists json_extract json_extract_path
json_extract_path_text json_extract_string json_keys json_type json_valid json_value list_concat list_contains list_distinct list_element list_extract list_filter list_has list_pack list_position list_reverse
list_slice list_sort list_transform list_value map map_extract map_extract_value map_from_entries map_keys map_values row struct_extract struct_extract_at struct_pack array_value unnest

coalesce ifnull nullif constant_or_null typeof

any_value arbitrary arg_max arg_max_null arg_min arg_min_null argmax argmin array_agg avg bit_and bit_or bit_xor bool_and bool_or count count_if count_star countif cume_dist dense_rank first first_value
fsum group_concat kahan_sum lag last last_value lead list listagg mad max max_by mean median min min_by mode nth_value ntile percent_rank product quantile quantile_cont quantile_disc rank rank_dense
row_number stddev stddev_pop stddev_samp string_agg sum sumkahan var_pop var_samp variance
`)

func set(words string) map[string]bool {
	s := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		s[w] = true
	}
	return s
}
