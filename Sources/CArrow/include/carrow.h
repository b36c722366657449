#ifndef CARROW_H
#define CARROW_H

// A small C surface over Apache Arrow C++. Columnar data crosses as Arrow C Data Interface structs
// (https://arrow.apache.org/docs/format/CDataInterface.html). Every call that can fail takes a
// carrow_error and returns false, or as documented; the caller clears the error.

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif

typedef enum carrow_code {
  CARROW_OK = 0,
  CARROW_INVALID = 1,
  CARROW_IO = 2,
  CARROW_NOT_FOUND = 3,
  CARROW_NO_SPACE = 4,
  CARROW_NOT_SUPPORTED = 5,
  CARROW_OUT_OF_MEMORY = 6,
  CARROW_RAGGED_ROW = 7,
  CARROW_ENCODING = 8,
  CARROW_EMPTY = 9,
  CARROW_UNCLOSED_QUOTE = 10,
  CARROW_DENIED = 11,
  CARROW_FILTER = 12,
  CARROW_JSON_SYNTAX = 13,
  CARROW_JSON_TRUNCATED = 14,
  CARROW_JSON_SHAPE = 15,  // JSON, but not a list of objects or one object on each line
  CARROW_JSON_PATH = 16,   // no list of rows at the path
  CARROW_CLOSED = 17,      // nobody reads from the pipe any more
} carrow_code;

// What went wrong. `message` is owned by the error and freed by carrow_error_clear.
typedef struct carrow_error {
  int32_t code;
  char* message;
  int64_t line;      // 1-based line of a text file, 0 when unknown
  int32_t expected;  // fields expected in a ragged row
  int32_t actual;    // fields found in a ragged row
} carrow_error;

void carrow_error_clear(carrow_error* error);

// The version of the Arrow libraries in use, such as "26.0.1".
const char* carrow_version(void);

// Bytes now held by Arrow's memory pool, and the most it ever held.
int64_t carrow_bytes_allocated(void);
int64_t carrow_peak_bytes_allocated(void);

typedef enum carrow_compression {
  CARROW_UNCOMPRESSED = 0,
  CARROW_SNAPPY = 1,
  CARROW_ZSTD = 2,
  CARROW_LZ4 = 3,
  CARROW_GZIP = 4,
  CARROW_BZ2 = 5,
} carrow_compression;

typedef enum carrow_sync {
  CARROW_SYNC_NEVER = 0,
  CARROW_SYNC_AT_CLOSE = 1,  // fsync before carrow_parquet_writer_close returns
  CARROW_SYNC_LATER = 2,     // the file stays open until carrow_parquet_writer_sync
} carrow_sync;

typedef struct carrow_parquet_options {
  int32_t compression;
  int64_t row_group_rows;
  bool use_threads;
  int64_t dictionary_bytes;         // a column's dictionary ends at this size; 0 for none at all
  const char* const* plain_columns; // leaf paths of columns that have none whatever
  int32_t plain_count;
  const char* const* uncompressed_columns; // leaf paths of columns whose values are compressed already
  int32_t uncompressed_count;
  int32_t sync;                     // a carrow_sync
} carrow_parquet_options;

typedef enum carrow_stat_kind {
  CARROW_STAT_NONE = 0,
  CARROW_STAT_INT = 1,
  CARROW_STAT_DOUBLE = 2,
  CARROW_STAT_BYTES = 3,
} carrow_stat_kind;

// What the integers of a column count.
typedef enum carrow_stat_unit {
  CARROW_UNIT_ONE = 0,
  CARROW_UNIT_DAYS = 1,
  CARROW_UNIT_MICROSECONDS = 2,
  // Anything else, such as the digits of a decimal.
  CARROW_UNIT_OTHER = 3,
} carrow_stat_unit;

// Statistics of one leaf column over a whole file or a row group. Pointers live as long as the summary.
typedef struct carrow_column_stats {
  const char* path;  // dotted path of the leaf in the Parquet schema
  int32_t kind;
  int32_t unit;
  int64_t null_count;  // -1 when unknown
  int64_t min_int;
  int64_t max_int;
  double min_double;
  double max_double;
  const uint8_t* min_bytes;
  int64_t min_bytes_count;
  const uint8_t* max_bytes;
  int64_t max_bytes_count;
} carrow_column_stats;

typedef struct carrow_parquet_writer carrow_parquet_writer;
typedef struct carrow_parquet_summary carrow_parquet_summary;

// Creates a Parquet file. Never stores ARROW:schema; takes ownership of `schema`.
// `metadata` holds 2 * metadata_count strings (key, value, …) for the file's key-value metadata.
carrow_parquet_writer* carrow_parquet_writer_open(const char* path, struct ArrowSchema* schema,
                                                  const carrow_parquet_options* options,
                                                  const char* const* metadata, int32_t metadata_count,
                                                  carrow_error* error);
// Writes a struct array as rows; takes ownership of `batch`.
bool carrow_parquet_writer_write(carrow_parquet_writer* writer, struct ArrowArray* batch, carrow_error* error);
// Ends the open row group, if there is one.
bool carrow_parquet_writer_end_group(carrow_parquet_writer* writer, carrow_error* error);
// Bytes of the row groups that are finished.
int64_t carrow_parquet_writer_bytes(const carrow_parquet_writer* writer);
// Ends the file and says what is in it. The writer stays valid until freed.
carrow_parquet_summary* carrow_parquet_writer_close(carrow_parquet_writer* writer, carrow_error* error);
// Waits until the bytes of a file that was closed, to be synced later, are on the disk.
bool carrow_parquet_writer_sync(carrow_parquet_writer* writer, carrow_error* error);
void carrow_parquet_writer_free(carrow_parquet_writer* writer);

// Writes a file that was written here again, with other columns in place of those of the same names. The pages of all
// other columns are copied as they are. Takes ownership of `schema` and `columns`, which have as many rows as the file.
// `is_possible` is false, and nothing is written, for files and columns that this cannot be done with.
carrow_parquet_summary* carrow_parquet_exchange(const char* from, const char* to, struct ArrowSchema* schema,
                                                struct ArrowArray* columns, const carrow_parquet_options* options,
                                                bool* is_possible, carrow_error* error);

// The row groups of a Parquet file.
typedef struct carrow_parquet_groups carrow_parquet_groups;

carrow_parquet_groups* carrow_parquet_groups_open(const char* path, carrow_error* error);
int32_t carrow_parquet_groups_count(const carrow_parquet_groups* groups);
int64_t carrow_parquet_groups_rows(const carrow_parquet_groups* groups, int32_t group);
// Bytes of a group as they are in the file, of all its columns.
int64_t carrow_parquet_groups_bytes(const carrow_parquet_groups* groups, int32_t group);
// What a group holds; the bytes of its file are not told.
carrow_parquet_summary* carrow_parquet_groups_summary(const carrow_parquet_groups* groups, int32_t group,
                                                      carrow_error* error);
void carrow_parquet_groups_free(carrow_parquet_groups* groups);

// A Parquet file that is put together from row groups of others and from batches.
typedef struct carrow_parquet_assembly carrow_parquet_assembly;

// Creates the file, as carrow_parquet_writer_open does.
carrow_parquet_assembly* carrow_parquet_assembly_open(const char* path, struct ArrowSchema* schema,
                                                      const carrow_parquet_options* options,
                                                      const char* const* metadata, int32_t metadata_count,
                                                      carrow_error* error);
// Whether the pages of a file can be copied as they are: it was written here, and has all columns, by name, in the same
// physical form and compression. What its values mean is for the caller to know.
bool carrow_parquet_assembly_fits(const carrow_parquet_assembly* assembly, const carrow_parquet_groups* groups);
// Ends the open row group and copies another one, of a file that fits.
bool carrow_parquet_assembly_copy(carrow_parquet_assembly* assembly, const carrow_parquet_groups* groups, int32_t group,
                                  carrow_error* error);
// Writes a struct array as rows of the open row group, which stays in memory; takes ownership of `batch`.
bool carrow_parquet_assembly_write(carrow_parquet_assembly* assembly, struct ArrowArray* batch, carrow_error* error);
bool carrow_parquet_assembly_end_group(carrow_parquet_assembly* assembly, carrow_error* error);
// Bytes of the row groups that have ended.
int64_t carrow_parquet_assembly_bytes(const carrow_parquet_assembly* assembly);
// Ends the file, syncs it and returns its bytes, -1 on error.
int64_t carrow_parquet_assembly_close(carrow_parquet_assembly* assembly, carrow_error* error);
void carrow_parquet_assembly_free(carrow_parquet_assembly* assembly);

// The summary of a file that exists.
carrow_parquet_summary* carrow_parquet_summary_read(const char* path, carrow_error* error);
int64_t carrow_parquet_summary_rows(const carrow_parquet_summary* summary);
int64_t carrow_parquet_summary_bytes(const carrow_parquet_summary* summary);
int32_t carrow_parquet_summary_column_count(const carrow_parquet_summary* summary);
carrow_column_stats carrow_parquet_summary_column(const carrow_parquet_summary* summary, int32_t index);
void carrow_parquet_summary_free(carrow_parquet_summary* summary);

// The Arrow schema of a Parquet file.
bool carrow_parquet_schema(const char* path, struct ArrowSchema* out, carrow_error* error);

// Which rows of a Parquet file are read, and how.
typedef struct {
  // The most rows of one batch.
  int64_t batch_rows;
  // Row groups that follow each other; of a count below 0 all.
  int32_t first_group;
  int32_t group_count;
  // Whether the columns of large files are decoded at the same time.
  bool use_threads;
  // Whether the checksums of pages are also looked at where this process found them right before.
  bool verifies_again;
} carrow_parquet_reading;

// Streams the rows of a Parquet file in file order. With a target schema (ownership taken) the columns come in its order and
// types: matched by name, or by field id where the target has one; cast where the types differ, null where the file has
// none.
bool carrow_parquet_stream(const char* path, struct ArrowSchema* target, const carrow_parquet_reading* reading,
                           struct ArrowArrayStream* out, carrow_error* error);

typedef struct carrow_builder carrow_builder;

// A builder for one column of the field's type; takes ownership of `field`.
carrow_builder* carrow_builder_new(struct ArrowSchema* field, carrow_error* error);
void carrow_builder_free(carrow_builder* builder);
// The builder of a nested type's child; valid as long as its parent.
carrow_builder* carrow_builder_child(carrow_builder* builder, int32_t index);
bool carrow_builder_append_null(carrow_builder* builder, carrow_error* error);
bool carrow_builder_append_bool(carrow_builder* builder, bool value, carrow_error* error);
bool carrow_builder_append_int(carrow_builder* builder, int64_t value, carrow_error* error);
// A value is null where `valid` is 0; without `valid` none is.
bool carrow_builder_append_ints(carrow_builder* builder, const int64_t* values, const uint8_t* valid, int64_t count,
                                carrow_error* error);
bool carrow_builder_append_doubles(carrow_builder* builder, const double* values, const uint8_t* valid, int64_t count,
                                   carrow_error* error);
bool carrow_builder_append_double(carrow_builder* builder, double value, carrow_error* error);
bool carrow_builder_append_bytes(carrow_builder* builder, const uint8_t* bytes, int64_t count, carrow_error* error);
bool carrow_builder_append_decimal(carrow_builder* builder, const char* text, carrow_error* error);
// Begins one list, map or struct value; its children are appended to the child builders afterwards.
bool carrow_builder_append_nested(carrow_builder* builder, carrow_error* error);
// Appends rows [offset, offset + count) of an array of the builder's type; takes ownership of `array`.
bool carrow_builder_append_array(carrow_builder* builder, struct ArrowArray* array, int64_t offset, int64_t count,
                                 carrow_error* error);
bool carrow_builder_finish(carrow_builder* builder, struct ArrowArray* out, carrow_error* error);

// A filter in reverse Polish notation.
typedef enum carrow_op {
  CARROW_OP_COLUMN = 0,   // text: column name
  CARROW_OP_NULL = 1,
  CARROW_OP_BOOL = 2,     // integer
  CARROW_OP_INT = 3,      // integer
  CARROW_OP_DOUBLE = 4,   // number
  CARROW_OP_STRING = 5,   // text
  CARROW_OP_CALL = 6,     // text: Arrow compute function; integer: argument count; pattern: option text
  CARROW_OP_CAST = 7,     // text: Arrow C format string of the target type
} carrow_op;

typedef struct carrow_instruction {
  int32_t op;
  const char* text;
  const char* pattern;
  int64_t integer;
  double number;
} carrow_instruction;

// Keeps some columns of the rows of `batch` for which the program is true; takes ownership of both structs.
bool carrow_filter(struct ArrowArray* batch, struct ArrowSchema* schema, const carrow_instruction* program,
                   int32_t count, const int32_t* columns, int32_t column_count, struct ArrowArray* out,
                   carrow_error* error);

// Computes the program for every row of `batch`, as an array of the type of the Arrow C format string, or of the
// program's own type for NULL; takes ownership of both structs. A value that does not fit the type is an error.
bool carrow_evaluate(struct ArrowArray* batch, struct ArrowSchema* schema, const carrow_instruction* program,
                     int32_t count, const char* format, struct ArrowArray* out, carrow_error* error);

// Aggregates over the rows of groups, batch by batch; memory grows with the groups.
typedef struct carrow_aggregation carrow_aggregation;

typedef struct carrow_aggregate {
  const char* function;  // Arrow's hash aggregate without `hash_`, such as sum, or count_all; quantile; or list: no nulls
  int32_t column;        // below 0 for count_all
  double fraction;       // from 0 to 1, for quantile
} carrow_aggregate;

// Takes ownership of the schema, which all batches have, except that keys that are text may come in dictionaries. Without
// keys all rows are one group.
carrow_aggregation* carrow_aggregation_new(struct ArrowSchema* schema, const int32_t* keys, int32_t key_count,
                                           const carrow_aggregate* aggregates, int32_t count, carrow_error* error);
void carrow_aggregation_free(carrow_aggregation* aggregation);
// Takes ownership of both structs.
bool carrow_aggregation_add(carrow_aggregation* aggregation, struct ArrowArray* batch, struct ArrowSchema* schema,
                            carrow_error* error);
// Takes the rows of another aggregation of the same kind behind its own; the other one is used up.
bool carrow_aggregation_merge(carrow_aggregation* aggregation, carrow_aggregation* other, carrow_error* error);
// The keys and the aggregates, in the order of the groups' first rows; to be called once, at the end.
bool carrow_aggregation_finish(carrow_aggregation* aggregation, struct ArrowArray* out, struct ArrowSchema* schema,
                               carrow_error* error);

// Rows found by their keys: those of one side of a join, which are in memory.
typedef struct carrow_join carrow_join;

// A row of the other side, and how many of its matches have been written.
typedef struct carrow_join_place {
  int64_t row;
  int64_t match;
} carrow_join_place;

// Takes ownership of the keys, a batch of nothing else, and of their schema.
carrow_join* carrow_join_new(struct ArrowArray* keys, struct ArrowSchema* schema, carrow_error* error);
void carrow_join_free(carrow_join* join);
// Writes the group of equal keys that each row's keys are in, or UINT32_MAX: null and NaN equal nothing. `groups` has room
// for all rows. Takes ownership of both structs. One thread at a time.
bool carrow_join_find(carrow_join* join, struct ArrowArray* keys, struct ArrowSchema* schema, uint32_t* groups,
                      carrow_error* error);
// Writes at most so many pairs of positions of equal rows from a place on, and moves it; the other side's order is kept, and
// -1 stands beside its rows without a match, where those are wanted. Returns how many there were.
int64_t carrow_join_pairs(const carrow_join* join, const uint32_t* groups, int64_t count, bool keeps_unmatched,
                          carrow_join_place* place, int64_t most, int64_t* left, int64_t* right);

// What the values of a column are like, found batch by batch within bounded memory.
typedef struct carrow_profile carrow_profile;

typedef struct carrow_profile_counts {
  int64_t rows;
  int64_t nulls;
  int64_t nans;
  int64_t distinct;   // how many different values were counted
  bool counts_all;    // false when there are more than fit into memory
  bool has_numbers;   // the rest is for numbers, times, and the lengths of text, bytes and lists
  bool knows_all;     // false when quantiles and histogram are of a sample
  double mean;
  double deviation;   // of the sample, with n - 1
  double least;
  double greatest;
} carrow_profile_counts;

// Takes ownership of the schema.
carrow_profile* carrow_profile_new(struct ArrowSchema* field, carrow_error* error);
void carrow_profile_free(carrow_profile* profile);
// Takes ownership of both structs.
bool carrow_profile_add(carrow_profile* profile, struct ArrowArray* column, struct ArrowSchema* field,
                        carrow_error* error);
// What was counted.
carrow_profile_counts carrow_profile_summary(carrow_profile* profile);
// The number below which a part, from 0 to 1, of the numbers lies, interpolated.
double carrow_profile_quantile(carrow_profile* profile, double part);
// How many numbers lie in each of equal intervals from the least to the greatest. Returns how many intervals there are:
// one when these are equal, and none when they are not finite.
int32_t carrow_profile_histogram(const carrow_profile* profile, int64_t* counts, int32_t intervals);
// The least and the greatest value, null where values have no order.
bool carrow_profile_bounds(const carrow_profile* profile, struct ArrowArray* out, carrow_error* error);
// The most frequent values, at most `most`, and how often they come; `counts` has room for as many.
bool carrow_profile_top(carrow_profile* profile, int32_t most, struct ArrowArray* out, int64_t* counts,
                        carrow_error* error);

// Releases a struct of the C data interface, unless it is released already.
void carrow_array_release(struct ArrowArray* array);
void carrow_schema_release(struct ArrowSchema* schema);
void carrow_stream_release(struct ArrowArrayStream* stream);

// Asks a stream; 0 or an errno code, whose message the stream has.
int32_t carrow_stream_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out);
int32_t carrow_stream_next(struct ArrowArrayStream* stream, struct ArrowArray* out);

// The rows of `batch` at positions, in their order; takes ownership of both structs.
bool carrow_take(struct ArrowArray* batch, struct ArrowSchema* schema, const int64_t* positions, int64_t count,
                 struct ArrowArray* out, carrow_error* error);

// Numbers the groups of rows of `batch` that are equal in all columns, null being equal to null, and writes the number of
// each row's; they count from 0 in the order of the groups' first rows. `groups` has room for all rows. Takes ownership of
// both structs.
bool carrow_group(struct ArrowArray* batch, struct ArrowSchema* schema, uint32_t* groups, carrow_error* error);

// One column by which rows are put in order.
typedef struct carrow_sort_key {
  int32_t column;
  bool is_descending;
  bool are_nulls_first;
} carrow_sort_key;

// Writes the positions of the rows of `batch` in the order of the keys; equal rows stay as they are, and NaN comes after all
// numbers, also where nulls are first. `positions` has room for all rows. Takes ownership of both structs.
bool carrow_sort(struct ArrowArray* batch, struct ArrowSchema* schema, const carrow_sort_key* keys, int32_t count,
                 int64_t* positions, carrow_error* error);

// A copy of `column` with other values at ascending positions; takes ownership of the structs.
bool carrow_replace(struct ArrowArray* column, struct ArrowArray* values, struct ArrowSchema* field,
                    const int64_t* positions, int64_t count, struct ArrowArray* out, carrow_error* error);

// Sets changed[i] where two arrays of one length and type differ at i; takes ownership of the structs.
bool carrow_compare(struct ArrowArray* left, struct ArrowArray* right, struct ArrowSchema* field, uint8_t* changed,
                    carrow_error* error);

// A 64-bit hash of each row, the same in every process and version; takes ownership of both structs.
bool carrow_hash_rows(struct ArrowArray* batch, struct ArrowSchema* schema, uint64_t* hashes, carrow_error* error);

// Sets differs[i] for each of `count` rows, from left_offset and right_offset on, in which two columns of one type
// have different values; nulls are equal, and so are NaNs. Takes ownership of the structs.
bool carrow_differences(struct ArrowArray* left, struct ArrowArray* right, struct ArrowSchema* field,
                        int64_t left_offset, int64_t right_offset, int64_t count, uint8_t* differs,
                        carrow_error* error);

// What values mean beyond the plain type in which they are given.
typedef enum carrow_meaning {
  CARROW_PLAIN = 0,
  CARROW_NOTHING = 1,    // only nulls, of no type
  CARROW_JSON = 2,       // JSON text made of values that have no plain type
  CARROW_JSON_TEXT = 3,  // text that says that it is JSON
  CARROW_UUID = 4,       // UUIDs as text in lower case
} carrow_meaning;

// One column of a source. Pointers live as long as the source.
typedef struct carrow_source_column {
  int32_t meaning;
  bool is_nullable;
  bool below_microseconds;  // digits after the sixth of a second were cut off so far
  bool not_finite;          // NaN or infinity became null within JSON so far
  int32_t dimensions;       // of nested lists
  const int64_t* lengths;   // of the dimensions, outermost first; -1: any
} carrow_source_column;

// Rows whose columns may have any Arrow type, given in plain types: booleans, signed integers, floats, decimals of up to
// 38 digits, UTF-8 text, bytes, days, times, durations and timestamps in microseconds (with zone UTC or none), and lists
// of them; files as structures of their `bytes` and `path`, and lists of those; what is anything else comes as JSON text.
typedef struct carrow_source carrow_source;

carrow_source* carrow_source_open_parquet(const char* path, int64_t batch_rows, carrow_error* error);
// An Arrow IPC file or stream, Feather V2 among them.
carrow_source* carrow_source_open_ipc(const char* path, int64_t batch_rows, carrow_error* error);
// Opens an Arrow IPC stream that comes from a file descriptor, which stays the caller's; waits until its schema has come.
// Tells whether it failed because nothing came at all.
carrow_source* carrow_source_open_stream(int32_t descriptor, int64_t batch_rows, bool* is_empty, carrow_error* error);
void carrow_source_free(carrow_source* source);
// All columns, in their plain types.
bool carrow_source_schema(const carrow_source* source, struct ArrowSchema* out, carrow_error* error);
carrow_source_column carrow_source_column_at(const carrow_source* source, int32_t index);
// A value of the source's metadata, NULL when there is none of that key; lives as long as the source.
const char* carrow_source_metadata(const carrow_source* source, const char* key);
// The rows, -1 when nobody knows before the end.
int64_t carrow_source_rows(const carrow_source* source);
// Reads only these columns, in this order; before the first batch.
bool carrow_source_select(carrow_source* source, const int32_t* columns, int32_t count, carrow_error* error);
// The next rows: 1 there are some, 0 the source has ended, -1 error. Where some values do not fit their column's plain
// type, the batch has the column in a wider one: decimals for integers, bytes for text that is not UTF-8, else text.
int32_t carrow_source_next(carrow_source* source, struct ArrowArray* out, struct ArrowSchema* out_schema,
                           carrow_error* error);

// What a file of rows is.
typedef enum carrow_row_format {
  CARROW_ROWS_CSV = 0,
  CARROW_ROWS_JSON_LINES = 1,
  CARROW_ROWS_JSON_ARRAY = 2,
  CARROW_ROWS_ARROW_STREAM = 3,
  CARROW_ROWS_ARROW_FILE = 4,
} carrow_row_format;

typedef struct carrow_row_options {
  int32_t format;       // a carrow_row_format
  int32_t compression;  // a carrow_compression: of the text, or of Arrow's buffers (then ZSTD or LZ4)
  char delimiter;
  bool has_header;
  const char* null_word;  // what stands for null in CSV
} carrow_row_options;

typedef struct carrow_row_file carrow_row_file;

// Writes rows to a file descriptor, which stays the caller's; takes ownership of `schema`. `metadata` holds
// 2 * metadata_count strings for Arrow's schema.
carrow_row_file* carrow_row_file_open(int32_t descriptor, struct ArrowSchema* schema,
                                      const carrow_row_options* options, const char* const* metadata,
                                      int32_t metadata_count, carrow_error* error);
// Writes a struct array as rows; takes ownership of `batch`.
bool carrow_row_file_write(carrow_row_file* file, struct ArrowArray* batch, carrow_error* error);
// Ends the file and returns its bytes, -1 on error.
int64_t carrow_row_file_close(carrow_row_file* file, carrow_error* error);
// Bytes that were written so far.
int64_t carrow_row_file_bytes(const carrow_row_file* file);
void carrow_row_file_free(carrow_row_file* file);

// Writes all that a stream gives as a file in the IPC stream format; takes ownership of the stream.
bool carrow_stream_write(struct ArrowArrayStream* stream, const char* path, carrow_error* error);

// Brings a column's values to another plain type: exactly, with nulls for those that do not fit and failed[row] set.
// To a string: as the values are spelled, or as JSON. Takes ownership of the structs.
bool carrow_convert(struct ArrowArray* column, struct ArrowSchema* field, struct ArrowSchema* target, bool as_json,
                    struct ArrowArray* out, uint8_t* failed, carrow_error* error);

typedef enum carrow_csv_kind {
  CARROW_CSV_NULL = 0,          // no value yet
  CARROW_CSV_BOOL = 1,
  CARROW_CSV_INT = 2,
  CARROW_CSV_FLOAT = 3,
  CARROW_CSV_DATE = 4,
  CARROW_CSV_TIMESTAMP = 5,     // ISO 8601 without an offset
  CARROW_CSV_TIMESTAMP_TZ = 6,  // ISO 8601 with an offset
  CARROW_CSV_TIMESTAMP_ANY = 7, // either; without an offset it is UTC
  CARROW_CSV_STRING = 8,
  CARROW_CSV_DECIMAL = 9,
} carrow_csv_kind;

typedef struct carrow_csv_options {
  char delimiter;
  char quote;    // 0: no quoting
  char escape;   // 0: quotes are doubled
  char comment;  // 0: none
  char decimal_point;
  char thousands;  // 0: none
  bool has_header;
  bool pad_short_rows;
  bool skip_ragged_rows;  // leave out rows with another number of fields than the header; see carrow_csv_skipped
  int64_t skip_rows;
  const char* encoding;  // NULL: UTF-8, or UTF-16 when a byte order mark says so
  const char* const* names;
  int32_t name_count;
  const char* const* null_words;
  int32_t null_word_count;
  bool null_words_in_text;
  const char* const* date_formats;  // as strptime has them, beside ISO 8601
  int32_t date_format_count;
  int64_t block_bytes;
} carrow_csv_options;

// A value found in the text.
typedef struct carrow_csv_value {
  bool found;
  int64_t line;  // 1-based line on which the row begins
  int64_t row;   // 0-based data row
  char* text;    // freed by carrow_csv_value_clear
} carrow_csv_value;

typedef struct carrow_csv carrow_csv;

carrow_csv* carrow_csv_open(const char* path, const carrow_csv_options* options, carrow_error* error);
void carrow_csv_free(carrow_csv* csv);
// Back to the first data row.
bool carrow_csv_rewind(carrow_csv* csv, carrow_error* error);
int32_t carrow_csv_column_count(const carrow_csv* csv);
const char* carrow_csv_column_name(const carrow_csv* csv, int32_t column);
// How a column is converted from now on. Lenient: as asked for by the user, so that `007` is an integer
// and `yes` a boolean; otherwise as inferred, where such spellings do not fit. Decimals take precision and scale.
bool carrow_csv_set_kind(carrow_csv* csv, int32_t column, int32_t kind, bool is_lenient, int32_t precision,
                         int32_t scale, carrow_error* error);
// Moves to the next block of rows: 1 there is one, 0 the file has ended, -1 error.
int32_t carrow_csv_advance(carrow_csv* csv, carrow_error* error);
int64_t carrow_csv_block_rows(const carrow_csv* csv);
// How many rows were left out of the block, and each of them with the number of its fields in `row`.
int64_t carrow_csv_skipped_count(const carrow_csv* csv);
carrow_csv_value carrow_csv_skipped(const carrow_csv* csv, int64_t index);
// The 1-based lines on which rows of the block begin, by their ascending positions in it.
void carrow_csv_row_lines(carrow_csv* csv, const int64_t* rows, int64_t count, int64_t* lines);
// Converts the block's columns that are not converted yet; sets failed[column] for those that do not fit.
// Returns how many do not fit, or -1 on any other error.
int32_t carrow_csv_convert(carrow_csv* csv, uint8_t* failed, carrow_error* error);
// Converts one of the block's columns with nulls for the values that do not fit; these are misfits then.
bool carrow_csv_convert_partly(carrow_csv* csv, int32_t column, carrow_error* error);
// The values that the last such conversion left out.
int64_t carrow_csv_misfit_count(const carrow_csv* csv);
carrow_csv_value carrow_csv_misfit_at(const carrow_csv* csv, int64_t index);
// Whether every value of the block's column fits a kind, read as inferred.
bool carrow_csv_fits(carrow_csv* csv, int32_t column, int32_t kind);
// The first value of the block's column that does not fit its kind.
carrow_csv_value carrow_csv_misfit(carrow_csv* csv, int32_t column);
// The first null of the block's column, which must be converted.
carrow_csv_value carrow_csv_first_null(carrow_csv* csv, int32_t column);
// The text of one value of the block.
carrow_csv_value carrow_csv_value_at(carrow_csv* csv, int32_t column, int64_t row_in_block);
void carrow_csv_value_clear(carrow_csv_value* value);
// Whether a column without values had what would be text in a text column: null words such as NA, or quoted
// empty fields.
bool carrow_csv_has_null_words(const carrow_csv* csv, int32_t column);
bool carrow_csv_schema(carrow_csv* csv, struct ArrowSchema* out, carrow_error* error);
// Hands over the converted block as a struct array.
bool carrow_csv_take(carrow_csv* csv, struct ArrowArray* out, carrow_error* error);
// Bytes of the file read so far, and in all (-1 when unknown).
int64_t carrow_csv_bytes_read(const carrow_csv* csv);
int64_t carrow_csv_bytes_total(const carrow_csv* csv);

// What the values of a JSON column become.
typedef enum carrow_json_kind {
  CARROW_JSON_INFER = 0,
  CARROW_JSON_NULL = 1,      // no value yet
  CARROW_JSON_CONFLICT = 2,  // values that no kind takes together
  CARROW_JSON_BOOL = 3,
  CARROW_JSON_INT = 4,
  CARROW_JSON_FLOAT = 5,
  CARROW_JSON_STRING = 6,    // as asked for it takes everything as it is spelled
  CARROW_JSON_JSON = 7,      // compact JSON text
  CARROW_JSON_BINARY = 8,    // base64
  CARROW_JSON_TIMESTAMP = 9, // as asked for it is text where the text has words of its own for moments
  CARROW_JSON_DATE = 10,
  CARROW_JSON_DECIMAL = 11,  // as text
  CARROW_JSON_STRINGS = 12,     // strings only
  CARROW_JSON_UUID = 13,     // as text
} carrow_json_kind;

// What a value is by its spelling.
typedef enum carrow_json_class {
  CARROW_JSON_CLASS_ANY = 0,
  CARROW_JSON_CLASS_BOOL = 1,
  CARROW_JSON_CLASS_INT = 2,
  CARROW_JSON_CLASS_BIG_INT = 3,
  CARROW_JSON_CLASS_FLOAT = 4,
  CARROW_JSON_CLASS_STRING = 5,
  CARROW_JSON_CLASS_NESTED = 6,
  CARROW_JSON_CLASS_INEXACT = 7,  // a number that a double does not hold
  CARROW_JSON_CLASS_TIMESTAMP = 8,
  CARROW_JSON_CLASS_DATE = 9,
  CARROW_JSON_CLASS_BINARY = 10,
  CARROW_JSON_CLASS_DECIMAL = 11,
  CARROW_JSON_CLASS_UUID = 12,
  CARROW_JSON_CLASSES = 13,
} carrow_json_class;

typedef enum carrow_json_reason {
  CARROW_JSON_MISFIT = 0,
  CARROW_JSON_MALFORMED = 1,
  CARROW_JSON_HALF_CHARACTER = 2,  // half of a surrogate pair
  CARROW_JSON_NOT_JSON = 3,        // NaN and the like where JSON is wanted
} carrow_json_reason;

typedef struct carrow_json_options {
  bool holds_lines;     // one object on each line, whatever the first bytes say
  bool skip_bad_lines;  // leave out lines that are no object; see carrow_json_skipped
  bool is_typed;        // values may be T1700000000000000 (microseconds), D19000 (days), B"base64", M"12.50" and U"uuid"
  int64_t block_bytes;
  const char* const* path;  // the keys that lead to the list of rows in one large object
  int32_t path_count;
} carrow_json_options;

// A value found in the text. Pointers live until the next call that changes the reader.
typedef struct carrow_json_value {
  bool found;
  int64_t line;  // 1-based
  int64_t row;   // 0-based
  int64_t offset;  // 1-based place in the line
  int32_t column;
  int32_t reason;
  const char* text;
  int64_t text_bytes;
  const char* message;  // what is wrong with a line that was left out
} carrow_json_value;

typedef struct carrow_json carrow_json;

carrow_json* carrow_json_open(const char* path, const carrow_json_options* options, carrow_error* error);
void carrow_json_free(carrow_json* json);
// Back to the first row; the columns and what is known of them stay.
bool carrow_json_rewind(carrow_json* json, carrow_error* error);
// Moves to the next block of rows: 1 there is one, 0 the file has ended, -1 error. Keys not met before become columns.
int32_t carrow_json_advance(carrow_json* json, carrow_error* error);
int64_t carrow_json_block_rows(const carrow_json* json);
int32_t carrow_json_column_count(const carrow_json* json);
const char* carrow_json_column_name(const carrow_json* json, int32_t column);
void carrow_json_set_kind(carrow_json* json, int32_t column, int32_t kind);
// What a column is: as asked for, else by all its values so far.
int32_t carrow_json_kind_of(const carrow_json* json, int32_t column);
// The most digits before and behind the point of a column's decimals so far.
void carrow_json_digits(const carrow_json* json, int32_t column, int32_t* integer, int32_t* fraction);
// The first value of a class in a column.
carrow_json_value carrow_json_first(const carrow_json* json, int32_t column, int32_t value_class);
// Converts the block. Values that do not fit are null in it.
bool carrow_json_convert(carrow_json* json, carrow_error* error);
int64_t carrow_json_failure_count(const carrow_json* json);
carrow_json_value carrow_json_failure(const carrow_json* json, int64_t index);
// Lines of the block that were left out.
int64_t carrow_json_skipped_count(const carrow_json* json);
carrow_json_value carrow_json_skipped(const carrow_json* json, int64_t index);
// The line on which a row of the block begins.
int64_t carrow_json_row_line(const carrow_json* json, int64_t row_in_block);
// Whether the rows are elements of a list.
bool carrow_json_is_list(const carrow_json* json);
// Lists of objects in the file's first object, as keys joined with points; and whether it looks like columns.
int32_t carrow_json_list_count(const carrow_json* json);
const char* carrow_json_list(const carrow_json* json, int32_t index);
bool carrow_json_holds_columns(const carrow_json* json);
bool carrow_json_schema(const carrow_json* json, struct ArrowSchema* out, carrow_error* error);
// Hands over the converted block as a struct array.
bool carrow_json_take(carrow_json* json, struct ArrowArray* out, carrow_error* error);
int64_t carrow_json_bytes_read(const carrow_json* json);
int64_t carrow_json_bytes_total(const carrow_json* json);

typedef enum carrow_sheet_kind {
  CARROW_SHEET_NONE = 0,  // no value yet; built as text
  CARROW_SHEET_BOOL = 1,
  CARROW_SHEET_INT = 2,
  CARROW_SHEET_FLOAT = 3,
  CARROW_SHEET_DATE = 4,
  CARROW_SHEET_TIMESTAMP = 5,  // on the wall clock
  CARROW_SHEET_TIME = 6,
  CARROW_SHEET_DURATION = 7,
  CARROW_SHEET_STRING = 8,
  CARROW_SHEET_VALUE = 9,  // text in which null words and error values are null, too
} carrow_sheet_kind;

typedef enum carrow_sheet_loss {
  CARROW_SHEET_ERROR = 0,     // an error value such as #DIV/0!
  CARROW_SHEET_UNCACHED = 1,  // a formula whose result the workbook does not keep
} carrow_sheet_loss;

typedef struct carrow_sheet_options {
  int32_t sheet;  // 0-based, among the sheets with cells
  bool has_header;
  bool fills_merged;     // merged cells all have the value of the first
  int32_t first_column;  // 0-based; -1: the columns are those that have something in them
  int32_t last_column;
  int64_t first_row;  // 1-based
  int64_t last_row;   // 0: to the end
  const char* const* null_words;
  int32_t null_word_count;
  bool null_words_in_text;
  int64_t block_cells;
} carrow_sheet_options;

// A cell of a sheet.
typedef struct carrow_sheet_cell {
  bool found;
  int64_t row;      // 1-based
  char* reference;  // such as B17; freed, like `text`, by carrow_sheet_cell_clear
  char* text;
} carrow_sheet_cell;

typedef struct carrow_workbook carrow_workbook;
typedef struct carrow_sheet carrow_sheet;

// An Office Open XML workbook (.xlsx, .xlsm).
carrow_workbook* carrow_workbook_open(const char* path, carrow_error* error);
void carrow_workbook_free(carrow_workbook* workbook);
int32_t carrow_workbook_sheet_count(const carrow_workbook* workbook);
const char* carrow_workbook_sheet_name(const carrow_workbook* workbook, int32_t sheet);

// Opens a sheet and reads its header, the first row with something in it. The workbook can be freed before the sheet.
carrow_sheet* carrow_sheet_open(carrow_workbook* workbook, const carrow_sheet_options* options, carrow_error* error);
void carrow_sheet_free(carrow_sheet* sheet);
// Back to the first data row. What is known of the columns stays known.
bool carrow_sheet_rewind(carrow_sheet* sheet, carrow_error* error);
// Moves to the next block of rows: 1 there is one, 0 the sheet has ended, -1 error. Columns can come to light.
int32_t carrow_sheet_advance(carrow_sheet* sheet, carrow_error* error);
int32_t carrow_sheet_column_count(const carrow_sheet* sheet);
// The header's text, or the column's letters where it has none; valid until the next call.
const char* carrow_sheet_column_name(carrow_sheet* sheet, int32_t column);
// The 1-based row of the sheet in which the first data row stands; those after it follow without gaps.
int64_t carrow_sheet_first_row(const carrow_sheet* sheet);
int64_t carrow_sheet_block_rows(const carrow_sheet* sheet);
// The most specific kind that takes all cells of a column so far, and all those of the block.
int32_t carrow_sheet_column_kind(const carrow_sheet* sheet, int32_t column);
int32_t carrow_sheet_block_kind(const carrow_sheet* sheet, int32_t column);
// The cell that made a column's kind wider than its first value's.
carrow_sheet_cell carrow_sheet_evidence(const carrow_sheet* sheet, int32_t column);
// How many cells of a column in this pass hold something that is null unless in text, and the first of them.
carrow_sheet_cell carrow_sheet_lost(const carrow_sheet* sheet, int32_t column, int32_t loss, int64_t* count);
void carrow_sheet_cell_clear(carrow_sheet_cell* cell);
// Builds the block as a struct array, each column as the kind asked for; cells that have no such form are null.
bool carrow_sheet_take(carrow_sheet* sheet, const int32_t* kinds, struct ArrowSchema* schema, struct ArrowArray* out,
                       carrow_error* error);
// Bytes of the sheet's XML read so far, and in all.
int64_t carrow_sheet_bytes_read(const carrow_sheet* sheet);
int64_t carrow_sheet_bytes_total(const carrow_sheet* sheet);

#ifdef __cplusplus
}
#endif

#endif
