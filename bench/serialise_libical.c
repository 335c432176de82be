/* libical's side of bench/serialise.py: build N events with K attendees from the same facts, then make text of them. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static icalproperty *person(icalproperty *property, const char *name) {
    icalproperty_add_parameter(property, icalparameter_new_cn(name));
    return property;
}

static icalproperty *in_zone(icalproperty *property) {
    icalproperty_add_parameter(property, icalparameter_new_tzid("Europe/Stockholm"));
    return property;
}

static void facts(icalcomponent *event, int i) {
    int s = i % 200;
    char text[400];
    snprintf(text, sizeof text, "serie-%d.2027-%d@s3.example", s, i);
    icalcomponent_add_property(event, icalproperty_new_uid(text));
    icalcomponent_add_property(event, icalproperty_new_dtstamp(icaltime_from_string("20270101T000000Z")));
    struct icaltimetype start = icaltime_from_string("20270101T080000");
    icaltime_adjust(&start, i % 360, i / 360 % 9, 0, 0);
    icalcomponent_add_property(event, in_zone(icalproperty_new_dtstart(start)));
    icaltime_adjust(&start, 0, 2, 0, 0);
    icalcomponent_add_property(event, in_zone(icalproperty_new_dtend(start)));
    icalcomponent_add_property(event, icalproperty_new_sequence(0));
    snprintf(text, sizeof text, "Möte %d om färdplaner och läget", s);
    icalcomponent_add_property(event, icalproperty_new_summary(text));
    snprintf(text, sizeof text, "Styrgrupp S3 %d\nOmråde: Gemensamt\nPlats: Regionens hus, Östersund\n\nDagordning:\n"
             "1. Läget\n2. Budget; rapport\n3. Övriga frågor", s);
    icalcomponent_add_property(event, icalproperty_new_description(text));
    icalcomponent_add_property(event, icalproperty_new_location("Regionens hus, Östersund"));
    icalcomponent_add_property(event, icalproperty_new_categories("Gemensamt"));
    icalcomponent_add_property(event, icalproperty_new_status(ICAL_STATUS_CONFIRMED));
    icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_OPAQUE));
    icalproperty *busy = icalproperty_new_x("BUSY");
    icalproperty_set_x_name(busy, "X-MICROSOFT-CDO-BUSYSTATUS");
    icalcomponent_add_property(event, busy);
    icalcomponent_add_property(event, person(icalproperty_new_organizer("mailto:olle@region.example"), "Olle Frösö"));
}

static void guests(icalcomponent *event, int i, int k) {
    for (int j = 0; j < k; j++) {
        char name[64], address[80];
        int p = (i % 200 * 7 + j) % 500;
        snprintf(name, sizeof name, "Åsa Öberg %d", p);
        snprintf(address, sizeof address, "mailto:asa.oberg%d@region.example", p);
        icalproperty *guest = person(icalproperty_new_attendee(address), name);
        icalproperty_add_parameter(guest, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
        icalproperty_add_parameter(guest, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
        icalproperty_add_parameter(guest, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
        icalproperty_add_parameter(guest, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
        icalcomponent_add_property(event, guest);
    }
}

int main(int count, char **arguments) {
    if (count != 4) return 2;
    int n = atoi(arguments[1]), k = atoi(arguments[2]);
    double begun = now();
    icalcomponent *calendar = icalcomponent_new_vcalendar();
    icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
    icalcomponent_add_property(calendar, icalproperty_new_prodid("-//libical//bench//EN"));
    for (int i = 0; i < n; i++) {
        icalcomponent *event = icalcomponent_new_vevent();
        facts(event, i);
        guests(event, i, k);
        icalcomponent_add_component(calendar, event);
    }
    double built = now();
    char *text = icalcomponent_as_ical_string_r(calendar);
    double done = now();
    FILE *out = fopen(arguments[3], "wb");
    if (!out || fwrite(text, 1, strlen(text), out) != strlen(text) || fclose(out)) return 1;
    printf("%f %f\n", built - begun, done - built);
    return 0;
}
