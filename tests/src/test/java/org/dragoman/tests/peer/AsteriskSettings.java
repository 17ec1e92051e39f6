package org.dragoman.tests.peer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How one Asterisk is set up: its own address, and how it speaks H.323 to the peer.
///
/// - {@code name}: of the instance; names its folder.
/// - {@code h323Peer}: address of the one H.323 peer it calls and is called by.
/// - {@code sipPeer}: {@code address:port} that its dial plan calls by SIP.
/// - {@code secure}: the peer whose sound it encrypts, where there is one.
/// - {@code fax}: T.38 by SIP and by H.323.
/// - {@code at}: where it speaks H.323, if not at its own address.
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
        List<String> codecs,
        Optional<Secure> secure,
        boolean fax,
        Optional<H323At> at) {

    /// A SIP peer whose sound is encrypted with keys in SDP; it reaches the numbers that H.323
    /// callers reach.
    public sealed interface Secure {
        /// {@code address:port} that it is called at.
        String peer();

        /// What pjsip.conf says of it.
        String lines(String address);

        default String host() {
            return peer().substring(0, peer().indexOf(':'));
        }
    }

    /// Where that is up to the other side (RFC 8643).
    public record Optimistic(String peer) implements Secure {
        @Override
        public String lines(String address) {
            return """
            [secure]
            type=endpoint
            context=numbers
            transport=udp
            aors=secure
            disallow=all
            allow=ulaw
            direct_media=no
            dtmf_mode=rfc4733
            media_encryption=sdes
            media_encryption_optimistic=yes

            [secure]
            type=aor
            contact=sip:%1$s
            qualify_frequency=0

            [secure]
            type=identify
            endpoint=secure
            match=%2$s
            """
                    .formatted(peer, host());
        }
    }

    /// By TLS, always.
    ///
    /// - {@code certificate}, {@code key}: PEM files that Asterisk shows.
    public record Tls(String peer, Path certificate, Path key) implements Secure {
        @Override
        public String lines(String address) {
            return """
            [tls]
            type=transport
            protocol=tls
            bind=%1$s:5061
            cert_file=%3$s
            priv_key_file=%4$s
            method=tlsv1_2

            [secure]
            type=endpoint
            context=numbers
            transport=tls
            aors=secure
            disallow=all
            allow=ulaw
            direct_media=no
            dtmf_mode=rfc4733
            media_encryption=sdes

            [secure]
            type=aor
            contact=sip:%2$s;transport=tls
            qualify_frequency=0

            [secure]
            type=identify
            endpoint=secure
            match=%5$s
            """
                    .formatted(address, peer, certificate, key, host());
        }
    }

    /// Where it speaks H.323, if that is not its own address and the usual port.
    public record H323At(String address, int port, int peerPort) {}

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
                List.of("ulaw", "alaw"),
                Optional.empty(),
                false,
                Optional.empty());
    }

    public AsteriskSettings withSipPeer(String other) {
        return new AsteriskSettings(
                name,
                address,
                h323Peer,
                other,
                fastStart,
                tunnelling,
                digits,
                codecs,
                secure,
                fax,
                at);
    }

    public AsteriskSettings withFastStart(boolean on) {
        return new AsteriskSettings(
                name, address, h323Peer, sipPeer, on, tunnelling, digits, codecs, secure, fax, at);
    }

    public AsteriskSettings withTunnelling(boolean on) {
        return new AsteriskSettings(
                name, address, h323Peer, sipPeer, fastStart, on, digits, codecs, secure, fax, at);
    }

    public AsteriskSettings withDigits(String mode) {
        return new AsteriskSettings(
                name,
                address,
                h323Peer,
                sipPeer,
                fastStart,
                tunnelling,
                mode,
                codecs,
                secure,
                fax,
                at);
    }

    public AsteriskSettings withCodecs(String... others) {
        return new AsteriskSettings(
                name,
                address,
                h323Peer,
                sipPeer,
                fastStart,
                tunnelling,
                digits,
                List.of(others),
                secure,
                fax,
                at);
    }

    public AsteriskSettings with(Secure other) {
        return new AsteriskSettings(
                name,
                address,
                h323Peer,
                sipPeer,
                fastStart,
                tunnelling,
                digits,
                codecs,
                Optional.of(other),
                fax,
                at);
    }

    public AsteriskSettings withFax(boolean on) {
        return new AsteriskSettings(
                name,
                address,
                h323Peer,
                sipPeer,
                fastStart,
                tunnelling,
                digits,
                codecs,
                secure,
                on,
                at);
    }

    public AsteriskSettings withH323At(H323At other) {
        return new AsteriskSettings(
                name,
                address,
                h323Peer,
                sipPeer,
                fastStart,
                tunnelling,
                digits,
                codecs,
                secure,
                fax,
                Optional.of(other));
    }

    /// What the templates of the configuration leave open.
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("address", address);
        var here = at.orElseGet(() -> new H323At(address, 1_720, 1_720));
        values.put("h323address", here.address());
        values.put("h323port", Integer.toString(here.port()));
        values.put("h323peer", h323Peer);
        values.put("h323peerport", Integer.toString(here.peerPort()));
        values.put("sippeer", sipPeer);
        values.put("faststart", fastStart ? "yes" : "no");
        values.put("tunnelling", tunnelling ? "yes" : "no");
        values.put("dtmfmode", digits);
        values.put("t38", fax ? "yes" : "no");
        values.put("t38repair", "redundancy");
        values.put("secure", secure.map(t -> t.lines(address)).orElse(""));
        values.put(
                "allow", codecs.stream().map(c -> "allow=" + c).collect(Collectors.joining("\n")));
        return values;
    }
}
