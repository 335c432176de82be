// Reads a calendar on stdin with ical.js (its path is the first argument) and prints what it understood as JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const ICAL = (await import(pathToFileURL(process.argv[2]).href)).default;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const when = (time) => (time.isDate ? time.toString() : time.convertToZone(ICAL.Timezone.utcTimezone).toString());
const text = (event, name) => event.component.getFirstPropertyValue(name) ?? "";
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    start: when(event.startDate),
    end: when(event.endDate),
    summary: text(event, "summary"),
    description: text(event, "description"),
    location: text(event, "location"),
    status: text(event, "status"),
  };
});
console.log(JSON.stringify(events));
