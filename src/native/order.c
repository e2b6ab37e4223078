#include "order.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"

static void add_text(struct texts *texts, const char *text) {
  texts->items = checked_realloc(texts->items, (texts->count + 2) * sizeof *texts->items);
  texts->items[texts->count++] = text;
  texts->items[texts->count] = NULL;
}

static long parse_number(const char *key, const char *text) {
  char *end = NULL;
  errno = 0;
  long value = strtol(text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || value < 0) die("order", "%s is not a number: %s", key, text);
  return value;
}

enum field_kind { one_text, many_texts, number, limit };

static const struct {
  const char *key;
  enum field_kind kind;
  size_t offset;
} fields[] = {
    {"speech", one_text, offsetof(struct order, speech)},
    {"bwrap", one_text, offsetof(struct order, bwrap)},
    {"setup", many_texts, offsetof(struct order, setup)},
    {"argv", many_texts, offsetof(struct order, argv)},
    {"env", many_texts, offsetof(struct order, env)},
    {"cwd", one_text, offsetof(struct order, cwd)},
    {"script", one_text, offsetof(struct order, script)},
    {"script-path", one_text, offsetof(struct order, script_path)},
    {"limit-processes", limit, offsetof(struct order, limits[limit_processes])},
    {"limit-more-processes", limit, offsetof(struct order, limits[limit_more_processes])},
    {"limit-data", limit, offsetof(struct order, limits[limit_data])},
    {"limit-file-size", limit, offsetof(struct order, limits[limit_file_size])},
    {"limit-open-files", limit, offsetof(struct order, limits[limit_open_files])},
    {"limit-cpu", limit, offsetof(struct order, limits[limit_cpu])},
    {"ignored", many_texts, offsetof(struct order, ignored)},
    {"timeout-ms", number, offsetof(struct order, timeout_ms)},
    {"grace-ms", number, offsetof(struct order, grace_ms)},
    {"runtime", one_text, offsetof(struct order, runtime)},
    {"cgroup", many_texts, offsetof(struct order, cgroups)},
    {"cgroup-setting", many_texts, offsetof(struct order, cgroup_settings)},
    {"cgroup-option", many_texts, offsetof(struct order, cgroup_options)},
    {"cpu-usage", one_text, offsetof(struct order, cpu_usage)},
    {"cpu-total-ms", number, offsetof(struct order, cpu_total_ms)},
    {"guard-file", many_texts, offsetof(struct order, guard_files)},
    {"guard-folder", many_texts, offsetof(struct order, guard_folders)},
    {"scaffold", many_texts, offsetof(struct order, scaffolds)},
    {"gate", one_text, offsetof(struct order, gate)},
    {"gate-env", many_texts, offsetof(struct order, gate_env)},
    {"gate-patience-ms", number, offsetof(struct order, gate_patience_ms)},
    {"filter", one_text, offsetof(struct order, filter)},
    {"egress-port", number, offsetof(struct order, egress_port)},
    {"egress-loopback", many_texts, offsetof(struct order, egress_loopback)},
    {"resolver", one_text, offsetof(struct order, resolver)},
    {"unix-socket", many_texts, offsetof(struct order, unix_sockets)},
    {"overlay", many_texts, offsetof(struct order, overlays)},
    {"overlay-store", one_text, offsetof(struct order, overlay_store)},
    {"overlay-through", many_texts, offsetof(struct order, through)},
    {"survey", many_texts, offsetof(struct order, surveyed)},
    {"survey-not", many_texts, offsetof(struct order, unsurveyed)},
    {"frame-file", many_texts, offsetof(struct order, frame_files)},
    {"landlock", one_text, offsetof(struct order, landlock)},
    {"wall-none", many_texts, offsetof(struct order, walls_none)},
    {"wall-read", many_texts, offsetof(struct order, walls_read)},
    {"wall-write", many_texts, offsetof(struct order, walls_write)},
    {"wall-device", many_texts, offsetof(struct order, walls_device)},
    {"kept", many_texts, offsetof(struct order, kept)},
    {"stand-in", many_texts, offsetof(struct order, stand_ins)},
    {"private-folder", one_text, offsetof(struct order, private_folder)},
};

static const size_t field_count = sizeof fields / sizeof fields[0];

static void take(struct order *order, const struct field *field) {
  for (size_t i = 0; i < field_count; i++) {
    if (strcmp(fields[i].key, field->key) != 0) continue;
    void *slot = (char *)order + fields[i].offset;
    switch (fields[i].kind) {
      case one_text: *(const char **)slot = field->value; return;
      case many_texts: add_text(slot, field->value); return;
      case number: *(long *)slot = parse_number(field->key, field->value); return;
      case limit:
        *(struct limit *)slot = (struct limit){.set = true, .value = (rlim_t)parse_number(field->key, field->value)};
        return;
    }
  }
  die("order", "unknown key %s", field->key);
}

void order_parse(const struct frame *frame, struct order *order) {
  struct field field;
  *order = (struct order){0};
  for (size_t at = 0; frame_next(frame, &at, &field);) {
    if (strcmp(field.key, "new-session") == 0) order->new_session = true;
    else take(order, &field);
  }
  if (order->argv.count == 0 || order->cwd == NULL) die("order", "no program or no folder to run in");
}

void order_check_speech(const struct frame *frame) {
  const char *speech = frame_get(frame, "speech");
  if (speech == NULL || strcmp(speech, ORDER_SPEECH) != 0) die("speech", "the order is of another build");
}

bool order_shares_host(const struct order *order) {
  return order->landlock != NULL && strcmp(order->landlock, "alone") == 0;
}

static void add_texts(struct frame *frame, const char *key, const struct texts *texts) {
  for (size_t i = 0; i < texts->count; i++) frame_add(frame, key, texts->items[i]);
}

void order_for_inside(const struct order *order, struct frame *frame) {
  add_texts(frame, "argv", &order->argv);
  add_texts(frame, "env", &order->env);
  frame_add(frame, "cwd", order->cwd);
  if (order->script != NULL) frame_add(frame, "script", order->script);
  if (order->script_path != NULL) frame_add(frame, "script-path", order->script_path);
  add_texts(frame, "ignored", &order->ignored);
  if (order->gate != NULL) frame_add(frame, "gate", order->gate);
  if (order->landlock != NULL) frame_add(frame, "landlock", order->landlock);
  add_texts(frame, "wall-none", &order->walls_none);
  add_texts(frame, "wall-read", &order->walls_read);
  add_texts(frame, "wall-write", &order->walls_write);
  add_texts(frame, "wall-device", &order->walls_device);
  add_texts(frame, "kept", &order->kept);
  add_texts(frame, "stand-in", &order->stand_ins);
  if (order->filter != NULL) frame_add(frame, "filter", order->filter);
  for (size_t i = 0; i < field_count; i++) {
    const struct limit *value = (const struct limit *)((const char *)order + fields[i].offset);
    if (fields[i].kind == limit && value->set) frame_add_number(frame, fields[i].key, (long)value->value);
  }
  if (order->egress_port != 0) frame_add_number(frame, "egress-port", order->egress_port);
  if (order->new_session) frame_add(frame, "new-session", "");
}
