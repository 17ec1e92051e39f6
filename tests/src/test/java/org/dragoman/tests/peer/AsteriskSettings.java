package org.dragoman.tests.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How one Asterisk is set up: its own address, and how it speaks H.323 to the peer.
///
/// - {@code name}: of the instance; names its folder.
/// - {@code h323Peer}: address of the one H.323 peer it calls and is called by.
/// - {@code sipPeer}: {@code address:port} that its dial plan calls by SIP.
/// - {@code digits}: chan_ooh323's dtmfmode. Never rfc2833 or cisco: version 22 then sends no sound
///   at all on the H.323 leg (seen with 22.10.1; asterisk issue 968).
public record AsteriskSettings(
        String name,
        String address,
        String h323Peer,
        String sipPeer,
        boolean fastStart,
        boolean tunnelling,
        String digits,
        List<String> codecs) {

    public AsteriskSettings {
        if (digits.equals("rfc2833") || digits.equals("cisco")) {
            throw new IllegalArgumentException("dtmfmode=" + digits + " leaves Asterisk 22 mute");
        }
        codecs = List.copyOf(codecs);
    }

    public static AsteriskSettings of(String name, String address, String h323Peer) {
        return new AsteriskSettings(
                name,
                address,
                h323Peer,
                address + ":5070",
                true,
                true,
                "h245signal",
                List.of("ulaw", "alaw"));
    }

    public AsteriskSettings withSipPeer(String other) {
        return new AsteriskSettings(
                name, address, h323Peer, other, fastStart, tunnelling, digits, codecs);
    }

    public AsteriskSettings withFastStart(boolean on) {
        return new AsteriskSettings(
                name, address, h323Peer, sipPeer, on, tunnelling, digits, codecs);
    }

    public AsteriskSettings withTunnelling(boolean on) {
        return new AsteriskSettings(
                name, address, h323Peer, sipPeer, fastStart, on, digits, codecs);
    }

    public AsteriskSettings withDigits(String mode) {
        return new AsteriskSettings(
                name, address, h323Peer, sipPeer, fastStart, tunnelling, mode, codecs);
    }

    public AsteriskSettings withCodecs(String... others) {
        return new AsteriskSettings(
                name, address, h323Peer, sipPeer, fastStart, tunnelling, digits, List.of(others));
    }

    /// What the templates of the configuration leave open.
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("address", address);
        values.put("h323peer", h323Peer);
        values.put("sippeer", sipPeer);
        values.put("faststart", fastStart ? "yes" : "no");
        values.put("tunnelling", tunnelling ? "yes" : "no");
        values.put("dtmfmode", digits);
        values.put(
                "allow", codecs.stream().map(c -> "allow=" + c).collect(Collectors.joining("\n")));
        return values;
    }
}
