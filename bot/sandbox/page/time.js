// Times as the site sees them. A "local" is the site's wall clock without offset ("2026-03-10T07:00:00"): it is read as if it
// were UTC and printed in UTC, so the browser's own time zone never shows.

const MINUTE = 60_000;
const DAY = 86_400_000;

const asDate = (local) => new Date(`${local.slice(0, 19)}${local.length === 16 ? ":00" : ""}Z`);
const format = (options) => new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...options });
const DAY_LONG = format({ weekday: "long", month: "long", day: "numeric" });
const DAY_SHORT = format({ weekday: "short", day: "numeric", month: "short" });
const DAY_SHORT_YEAR = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
const DAY_YEAR = format({ weekday: "long", month: "long", day: "numeric", year: "numeric" });

export const timeOf = (local) => local.slice(11, 16);
export const dateOf = (local) => local.slice(0, 10);
export const shortDay = (local) => DAY_SHORT.format(asDate(local));

/** Days from one local to another, by the calendar. */
const daysBetween = (from, to) => Math.round((asDate(`${dateOf(to)}T00:00`) - asDate(`${dateOf(from)}T00:00`)) / DAY);

/** "Today", "Yesterday", or the day in words; the year only where it differs from the site's. */
export function dayName(local, nowLocal) {
  const days = daysBetween(local, nowLocal);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days === -1) return "Tomorrow";
  return (local.slice(0, 4) === nowLocal.slice(0, 4) ? DAY_LONG : DAY_YEAR).format(asDate(local));
}

/** "today at 07:30", "Monday, March 9 at 07:30". */
export function momentName(local, nowLocal) {
  const day = dayName(local, nowLocal);
  const soon = ["Today", "Yesterday", "Tomorrow"].includes(day);
  return `${soon ? day.toLowerCase() : day} at ${timeOf(local)}`;
}

/** Date and time where there is little room and the year matters. */
export const shortMoment = (local) => `${DAY_SHORT_YEAR.format(asDate(local))}, ${timeOf(local)}`;

/** Full date and time, for tooltips and assistive technology. */
export const fullMoment = (local) => `${DAY_YEAR.format(asDate(local))} at ${timeOf(local)}`;

export const minutesApart = (a, b) => Math.abs(asDate(a) - asDate(b)) / MINUTE;

/** The local at a time of day, so many days after another local's date. */
export function daysLater(local, days, time) {
  const day = new Date(asDate(`${dateOf(local)}T00:00`).getTime() + days * DAY);
  return `${day.toISOString().slice(0, 10)}T${time}`;
}

/** The local a year after another. */
export function yearLater(local) {
  return `${Number(local.slice(0, 4)) + 1}${local.slice(4).replace("-02-29", "-02-28")}`;
}

/** The local so many seconds after another. */
export const secondsLater = (local, seconds) => new Date(asDate(local).getTime() + seconds * 1000).toISOString().slice(0, 19);

/** Days from a local to the next such weekday (0 is Sunday), never today. */
export function daysUntil(local, weekday) {
  return ((weekday - asDate(local).getUTCDay() + 6) % 7) + 1;
}

/** Seconds since 1970 as a local of a time zone, to the minute. */
export function localOfEpoch(seconds, tz) {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: tz, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(new Date(seconds * 1000));
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

const TOKENS = {
  date_num: (local) => dateOf(local),
  date: (local) => format({ month: "long", day: "numeric", year: "numeric" }).format(asDate(local)),
  date_short: (local) => format({ month: "short", day: "numeric", year: "numeric" }).format(asDate(local)),
  date_long: (local) => DAY_YEAR.format(asDate(local)),
  date_slash: (local) => format({ month: "2-digit", day: "2-digit", year: "numeric" }).format(asDate(local)),
  day_divider_pretty: (local, now) => dayName(local, now),
  time: (local) => timeOf(local),
  time_secs: (local) => timeOf(local),
  ago: (local, now) => momentName(local, now),
};

/** Fills Slack's date tokens ("{date_short_pretty} at {time}") for an epoch. */
export function fillDate(pattern, seconds, tz, nowLocal) {
  const local = localOfEpoch(seconds, tz);
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => {
    const pretty = name.endsWith("_pretty") && name !== "day_divider_pretty";
    const fill = TOKENS[pretty ? name.slice(0, -7) : name];
    if (!fill) return whole;
    const relative = pretty && ["Today", "Yesterday", "Tomorrow"].find((day) => day === dayName(local, nowLocal));
    return relative ? relative.toLowerCase() : fill(local, nowLocal);
  });
}
