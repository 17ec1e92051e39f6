#!/usr/bin/env python3
"""What tshark reads in PDUs, as facts for the golden files (see resources/golden/pdu/README.md).

Reads lines `kind TAB octets as hex` (kinds h225, ras, h245, h450; for q931 give the PDU of the
User-User element as h225) and prints each with its facts. Needs tshark 4.

    printf 'h245\\t6d4003313223\\n' | h323/src/test/golden/tshark_facts.py
"""
import calendar
import glob
import os
import re
import struct
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET

DISSECTORS = {"h225": "h225", "ras": "h225.ras", "h245": "h245dg", "h450": "h4501"}
ROOTS = {"h225": "h225.H323_UserInformation_element", "ras": "h225.RasMessage",
         "h245": "h245.pdu_type", "h450": "h450.H4501SupplementaryService_element"}
UPPER_PDU = 252  # link type of a capture that names the dissector of each packet
DISSECTOR_NAME = 12  # its tag for that name

# tshark shows these as text or as an address; the facts have them as they are on the wire.
SCHEMA = os.path.join(os.path.dirname(__file__), "../../main/asn1/*.asn")
OCTETS = {re.sub(r"[^a-z0-9]", "", name.lower())
          for path in glob.glob(SCHEMA)
          for name in re.findall(
              r"([a-zA-Z][\w-]*)\s+(?:OCTET STRING|BIT STRING|GloballyUniqueID"
              r"|ConferenceIdentifier|KeyMaterial|ChallengeString|IV8|IV16|TerminalID"
              r"|ConferenceID|H248\w+)\b", re.sub(r"--.*", "", open(path).read()))}
OCTETS -= {"port", "tsapidentifier"}  # of IPX alone
OCTETS |= {"argument"}
UTF_16 = {"h323id", "generalid", "sendersid", "gatekeeperidentifier", "endpointidentifier",
          "gatekeeperid", "password", "unicode", "amountstring"}
WHOLE = {"argument", "raw", "data", "octetstring", "h235key"}  # not opened, though tshark does
TUNNELS = {"h225.FastStart_item": "h245.OpenLogicalChannel_element",
           "h225.H245Control_item": "h245.pdu_type",
           "h225.ParallelH245Control_item": "h245.pdu_type"}
DATE = re.compile(r"^[A-Z][a-z]{2} +\d+, \d{4} ")


def pdml(pdus):
    with tempfile.NamedTemporaryFile(suffix=".pcap") as capture:
        capture.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, UPPER_PDU))
        for kind, octets in pdus:
            name = DISSECTORS[kind].encode()
            name += bytes(-len(name) % 4)
            packet = struct.pack(">HH", DISSECTOR_NAME, len(name)) + name + bytes(4) + octets
            capture.write(struct.pack("<IIII", 0, 0, len(packet), len(packet)) + packet)
        capture.flush()
        tshark = subprocess.Popen(["tshark", "-r", capture.name, "-T", "pdml"],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for _, packet in ET.iterparse(tshark.stdout):
            if packet.tag == "packet":
                yield packet
                packet.clear()


def word(field):
    shown = field.get("showname") or ""
    if re.match(r"^[.01]{4} ", shown):  # "..0. .... mc: False"
        shown = re.sub(r"^[.01 ]+=?\s*", "", shown)
    return re.sub(r"[^A-Za-z0-9]", "", shown.split(":")[0]).lower()


def is_ours(field):
    """Neither PER's own bits nor what tshark adds to the message."""
    name = field.get("name") or ""
    if field.tag == "proto" or name.startswith(("h225.debug", "h245.debug", "h225.ras.")):
        return False
    if name.endswith(".Manufacturer") or name in ("h450.operation", "h450.error"):
        return False
    return name == "" or re.split(r"\.", name)[0] in ("h225", "h245", "h235", "h450")


def parts(field):
    return [part for part in field if is_ours(part)]


def leaf(field, name):
    value = field.get("value") or ""
    shown = field.get("show") or ""
    if name in UTF_16:
        return escaped(bytes.fromhex(value).decode("utf-16-be"))
    plain_item = field.get("name").endswith("_item") and name not in ("languageitem", "algorithmoidsitem")
    if name in OCTETS or plain_item or field.get("name") == "h450.ros.result":
        return value
    if DATE.match(shown):
        return str(calendar.timegm(time.strptime(shown.split(".")[0], "%b %d, %Y %H:%M:%S")))
    return escaped(shown)


def escaped(text):
    return "".join("\\\\" if c == "\\" else c if 33 <= ord(c) < 127 else "\\u%04x" % ord(c)
                   for c in text)


def is_list(field):
    return re.search(r": \d+ items?$", field.get("showname") or "")


def items(field, facts):
    for item in field:
        if item.tag != "field" or item.get("name") != "":
            continue
        tunnel = next((TUNNELS[f.get("name")] for f in item if f.get("name") in TUNNELS), None)
        if tunnel:
            facts.append("-")
            inside(next(f for f in item.iter("field") if f.get("name") == tunnel), facts)
            continue
        part = parts(item)[0]  # what follows opens the octets of a supplementary service
        if part.get("name").endswith("_element"):
            facts.append("-")
            inside(part, facts)
        elif is_list(part):
            facts.append("-#" + part.get("show"))
            items(part, facts)
        elif parts(part):
            facts.append("-")
            inside(part, facts)
        else:
            facts.append("=" + leaf(part, word(part)))


def inside(field, facts):
    chosen = re.search(r": (\S+) \(\d+\)$", field.get("showname") or "")
    contained = parts(field)
    for part in contained:
        # tshark renames an alternative where two have one name; the choice itself says it right
        renamed = chosen and len(contained) == 1 and not field.get("name").endswith("_element")
        emit(part, re.sub(r"[^a-z0-9]", "", chosen[1].lower()) if renamed else word(part), facts)


def emit(field, name, facts):
    if field.get("name").endswith("_element"):
        facts.append(name)
        inside(field, facts)
    elif name not in WHOLE and is_list(field):
        facts.append(name + "#" + field.get("show"))
        items(field, facts)
    elif name not in WHOLE and parts(field):
        facts.append(name)
        inside(field, facts)
    else:
        facts.append(name + "=" + leaf(field, name))


def main():
    pdus = [line.split("\t")[:2] for line in sys.stdin.read().splitlines()]
    packets = pdml([(kind, bytes.fromhex(octets)) for kind, octets in pdus])
    for (kind, octets), packet in zip(pdus, packets):
        facts = []
        root = next((f for f in packet.iter("field") if f.get("name") == ROOTS[kind]), None)
        if root is not None:
            inside(root, facts)
        print(kind, octets, " ".join(facts), sep="\t")


if __name__ == "__main__":
    main()
