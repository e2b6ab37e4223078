import type { ProfileBody } from "./profile-schema.ts";

type Schedule = NonNullable<ProfileBody["schedule"]>;
type ScheduleWindow = Schedule["windows"][number];

const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

interface WallTime {
  /** Index into `days`. */
  readonly day: number;
  /** Minutes since midnight. */
  readonly minute: number;
}

function wallTime(now: Date, timeZone: string): WallTime {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const day = days.findIndex((name) => name === parts.get("weekday")?.toLowerCase());
  return { day, minute: Number(parts.get("hour")) * 60 + Number(parts.get("minute")) };
}

function minuteOf(time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

function holds(window: ScheduleWindow, { day, minute }: WallTime): boolean {
  const startsOn = (index: number): boolean =>
    window.days === undefined || window.days.some((name) => name === days[(index + 7) % 7]);
  const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
  if (from < to) return startsOn(day) && minute >= from && minute < to;
  // Over midnight the window belongs to the day on which it started.
  return (startsOn(day) && minute >= from) || (startsOn(day - 1) && minute < to);
}

/** Indexes of the windows that hold at a moment. */
export function activeWindows(schedule: Schedule, now: Date): readonly number[] {
  const time = wallTime(now, schedule.time_zone ?? "UTC");
  return schedule.windows.flatMap((window, index) => (holds(window, time) ? [index] : []));
}
