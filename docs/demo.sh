#!/bin/sh
# `make demo`: the whole job on the example wheel of 2027, into out/. Nothing leaves the machine.
set -eu

wheel=schedules/2027.toml
first=2027-05-01
last=2027-05-31

step() { printf '\n\033[1m$ %s\033[0m\n' "$*"; "$@"; }
if [ ! -t 1 ] || [ -n "${NO_COLOR:-}" ]; then
  step() { printf '\n$ %s\n' "$*"; "$@"; }
fi

rm -rf out/wheel.* out/calendars out/mail out/demo

step arshjul check "$wheel" --brief
step arshjul agenda "$wheel" --week 20
step arshjul why digitala-manadsmote/2027-05 "$wheel"
step arshjul ics "$wheel" --out out/calendars
step arshjul doctor --ics out/calendars/all.ics
step arshjul site out/site "$wheel"
for format in svg png pdf; do step arshjul wheel "$wheel" --out "out/wheel.$format"; done
step arshjul remind --rehearse "$first" "$last" --out out/mail

# Invitations, on a wheel of next year with a ledger of its own: invite, edit, look, apply.
export ARSHJUL_CONFIG=out/demo/config.toml
mkdir -p out/demo
printf 'wheels = ["hjul.toml"]\nledger = "liggare.db"\n[folder]\npath = "mail"\n' > "$ARSHJUL_CONFIG"
step arshjul init out/demo/hjul.toml --yes --year $(($(date +%Y) + 1))
edit() { sed "$1" out/demo/hjul.toml > out/demo/ny.toml && mv out/demo/ny.toml out/demo/hjul.toml; }
edit 's/"utkast" /"aktiv" /; s/"draft" /"active" /'
step arshjul plan || [ $? -eq 3 ]
step arshjul apply --yes
edit 's/09:00-11:00/09:30-11:30/'
step arshjul plan || [ $? -eq 3 ]
step arshjul apply --yes
step arshjul plan

mail=$(find out/mail -name '*.eml' | sort | head -n 1)
cat <<END

Klart. Titta på det här:
  out/calendars/all.ics   hela året: öppna filen i ditt kalenderprogram
  out/calendars/area/     ett styrkeområde i taget; meeting/ ett möte i taget
  out/wheel.svg           hela året som bild; .png och .pdf bredvid
  out/site/index.html     sidorna som de blir på webben: öppna filen i en webbläsare
  out/mail/               maj månads påminnelser, som .eml: dubbelklicka på ett brev, till exempel
                          $mail
  out/demo/mail/          kallelser, och ändringen av styrgruppens tid, till ett hjul för nästa år
  schedules/2027.toml     texten som allt det här kommer ur. Ändra något och kör make demo igen
  docs/sv/snabbstart.md   nästa steg

Done. Open out/site/index.html in a browser, out/calendars/all.ics in a calendar program and any .eml in out/mail/ in a
mail program; the text that it all comes from is schedules/2027.toml, and docs/quickstart.md goes on from here. Nothing
has been sent.
END
