#define _GNU_SOURCE
#include "report.h"

#include <string.h>
#include <sys/wait.h>

#include "hear.h"
#include "journal.h"
#include "survey.h"

enum { longest_survey = 1 << 20 };

struct frame_queue to_say;

static void say_last(const struct frame *frame) {
  if (frame_queue_add(&to_say, frame)) write_all(control_fd, to_say.bytes + to_say.start, to_say.length);
}

void report_failure(const char *step, const char *text) {
  struct frame frame = {0};
  frame_add(&frame, "end", "failed");
  frame_add(&frame, "step", step);
  frame_add(&frame, "message", text);
  say_last(&frame);
  journal_clear();
}

void report_survey(const struct outside *outside) {
  const struct order *order = &outside->order;
  if (!outside->started || order->surveyed.count == 0) return;
  struct frame frame = {0};
  frame_add(&frame, "survey", "");
  survey_tell(&order->surveyed, &order->unsurveyed, &frame);
  /* Where there is more the decider looks itself: the last word must find room behind this one. */
  if (frame.length <= longest_survey) frame_queue_add(&to_say, &frame);
  frame_free(&frame);
}

void report_end(struct outside *outside) {
  if (!outside->started) {
    while (outside->sandbox.complaints >= 0) hear_complaints(outside);
  }
  outside->complaints[outside->complaints_length] = '\0';
  if (outside->failure.kind == message_failed) {
    report_failure(outside->failure.step, outside->failure.text);
    return;
  }
  if (!outside->started) {
    report_failure("bubblewrap", outside->complaints_length > 0 ? outside->complaints : "ended without a word");
    return;
  }
  struct frame frame = outside->limits_hit;
  frame_add(&frame, "end", WIFSIGNALED(outside->wait_status) ? "signalled" : "exited");
  int value = WIFSIGNALED(outside->wait_status) ? WTERMSIG(outside->wait_status) : WEXITSTATUS(outside->wait_status);
  frame_add_number(&frame, "value", value);
  if (outside->timed_out) frame_add(&frame, "timed-out", "");
  if (outside->order.landlock != NULL) frame_add_number(&frame, "landlock", outside->landlock);
  if (outside->without_gate != 0) frame_add(&frame, "without-gate", strerror(outside->without_gate));
  say_last(&frame);
}
