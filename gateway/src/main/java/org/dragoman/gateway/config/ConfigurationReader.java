package org.dragoman.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.CallOrder;
import org.dragoman.core.call.CodecPolicy;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Rule;
import org.dragoman.core.route.TrunkTerms;
import org.dragoman.gateway.route.RouteServiceConfig;
import org.dragoman.h323.H323Behaviour;
import org.dragoman.h323.H323Peer;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.SipPeer;
import org.dragoman.webrtc.GuestPolicy;

/// Reads a whole configuration.
public final class ConfigurationReader {
    private static final String EMBEDDED = "dragoman-default.yaml";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
    static final String H323_SAMPLE = "NAME (protocol: h323)";
    static final String SIP_SAMPLE = "NAME (protocol: sip)";

    /// What came of reading; the configuration is only good for use where there is no problem.
    ///
    /// - {@code advice}: what is allowed, and still hardly meant.
    public record Outcome(
            Configuration configuration, List<Problem> problems, List<Problem> advice) {
        public Outcome(Configuration configuration, List<Problem> problems) {
            this(configuration, problems, List.of());
        }
    }

    /// The peers of a file, while it is read.
    private record Peers(
            List<H323Peer> h323,
            List<SipPeer> sip,
            Map<String, MediaReader.OfPeer> media,
            Map<String, TrunkPolicy> policies,
            Map<String, SoundReader.OfPeer> sounds,
            Map<String, TrunkTerms> terms,
            TableReader tables,
            List<String> names) {
        Peers(TableReader tables) {
            this(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    tables,
                    new ArrayList<>());
        }
    }

    private final Mappings mappings;

    public ConfigurationReader(Mappings mappings) {
        this.mappings = mappings;
    }

    /// - Errors: {@link IOException} when there is no such file, or it is no UTF-8 text.
    public Outcome read(Path file) throws IOException {
        var folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        return read(file.toString(), Files.readString(file), folder);
    }

    /// - {@code name}: what problems call the text.
    public Outcome read(String name, String text) {
        return read(name, text, Path.of(""));
    }

    private Outcome read(String name, String text, Path folder) {
        var problems = new Problems(name);
        var root = YamlFile.parse(name, text, problems);
        var run = new Section.Run(problems, new Reference(), false, folder);
        var configuration = whole(new Section(run, "", 1, root));
        return new Outcome(configuration, problems.inOrder(), problems.advice());
    }

    /// What holds without a file: everything on loopback, and the two peers of the demonstration.
    public Configuration embedded() {
        return embeddedOn("127.0.0.1");
    }

    /// The same on another address of the loopback network, for a gateway beside one that runs.
    public Configuration embeddedOn(String loopback) {
        try (InputStream in =
                Objects.requireNonNull(ConfigurationReader.class.getResourceAsStream(EMBEDDED))) {
            var text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("127.0.0.1", loopback);
            var outcome = read(EMBEDDED, text);
            if (!outcome.problems().isEmpty()) {
                throw new IllegalStateException("the embedded defaults: " + outcome.problems());
            }
            return outcome.configuration();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every key there is.
    Reference reference() {
        var reference = new Reference();
        whole(
                new Section(
                        new Section.Run(new Problems(""), reference, true, Path.of("")),
                        "",
                        1,
                        Optional.empty()));
        return reference;
    }

    private Configuration whole(Section top) {
        try (top) {
            var tables = TableReader.of(top);
            return new ConfigurationReader(tables.forAll(mappings)).parts(top, tables);
        }
    }

    private Configuration parts(Section top, TableReader tables) {
        var h323Section = top.section("h323", "H.323 as a whole.");
        var sipSection = top.section("sip", "SIP as a whole.");
        var mediaSection = top.section("media", "RTP.");
        var peers = peers(top, tables);
        var h323 = H323Reader.read(h323Section, peers.h323());
        var sip = SipReader.read(sipSection, peers.sip());
        var listening = new ArrayList<InetAddress>();
        listening.add(h323.listen().getAddress());
        sip.listeners().stream()
                .map(SipListener::address)
                .map(Addresses::address)
                .forEach(listening::add);
        var outside = new RouteServiceReader().read(top);
        var services = outside.services();
        var played =
                MediaReader.read(
                        mediaSection,
                        listening,
                        peers.media(),
                        new SoundReader(mappings.tones()),
                        peers.sounds());
        var media =
                played.withPacketTimes(MediaReader.packetTimes(peers.policies()))
                        .withSounds(played.sounds().with(outside.recordings()));
        return new Configuration(
                h323,
                sip,
                media,
                dialPlan(top, peers, services),
                services,
                peers.policies(),
                GatewayReader.limits(top.section("limits", "How much is too much.")),
                GatewayReader.rest(
                        top.section("rest", "The interface for the command line and programs.")),
                WebReader.read(
                        top.section(
                                "web",
                                "The web server for browsers; there is one only where this"
                                        + " section stands."),
                        top.has("web") || top.isDocumenting()),
                WebRtcReader.read(
                        top.section(
                                "webrtc",
                                "The media of browsers; they are expected where this section"
                                        + " or `web` stands."),
                        top.has("webrtc"),
                        top.has("web"),
                        media.address()),
                AccountReader.read(
                        top.section(
                                "accounts",
                                "Those who log in instead of being configured as peers: people"
                                        + " with SIP phones and browsers. In the dial plan all"
                                        + " of them together are the peer \"accounts\"; a"
                                        + " number that is an account's goes to that account"
                                        + " before the dial plan is asked."),
                        mappings.codecs()),
                RtmpReader.read(
                        top.section(
                                "rtmp",
                                "Flash and AIR clients, encoders and players; there is RTMP"
                                        + " only where this section stands. Clients log in to"
                                        + " accounts whose protocols include rtmp."),
                        top.has("rtmp") || top.isDocumenting()),
                tables.tables(),
                RecordsReader.read(top.section("records", "Call records: what operators bill by.")),
                GatewayReader.log(top.section("log", "What is written to standard error.")));
    }

    private Peers peers(Section top, TableReader tables) {
        var peers = new Peers(tables);
        if (top.isDocumenting()) {
            peer(peers, H323_SAMPLE, top.sample("peers." + H323_SAMPLE, "An H.323 gateway."));
            peer(peers, SIP_SAMPLE, top.sample("peers." + SIP_SAMPLE, "A SIP trunk or phone."));
            peers.names().clear();
        }
        top.named("peers").forEach((name, section) -> peer(peers, name, section));
        return peers;
    }

    private void peer(Peers peers, String name, Section s) {
        try (s) {
            peers.names().add(name);
            if (!s.isDocumenting() && !NAME.matcher(name).matches()) {
                s.problem(
                        "",
                        "is no name; allowed are up to 32 letters, digits, dots, dashes and"
                                + " underscores");
            }
            if (name.equals(Account.TRUNK) || name.equals(GuestPolicy.TRUNK)) {
                s.problem("", "is what all accounts or guests together are called; choose another");
            }
            if (name.equals(CallOrder.INGRESS)) {
                s.problem("", "is what calls are from that the API begins; choose another name");
            }
            var protocol =
                    s.required(
                            "protocol",
                            name.equals(H323_SAMPLE) ? "h323" : "sip",
                            "one of h323, sip",
                            "What it speaks.",
                            text -> Optional.of(text).filter(t -> t.matches("h323|sip")));
            if (protocol.isEmpty()) {
                s.forgive(); // which keys are right depends on it
                return;
            }
            boolean h323 = protocol.get().equals("h323");
            var codecs = PeerKeys.codecs(s, mappings.codecs(), h323);
            boolean digitTones = h323 ? h323(peers, name, s, codecs) : sip(peers, name, s, codecs);
            var sounds = new SoundReader(mappings.tones()).ofPeer(s, digitTones);
            peers.sounds().put(name, sounds);
            peers.policies().put(name, PeerKeys.policy(s, codecs, sounds.policy()));
            peers.media().put(name, MediaReader.ofPeer(s));
            peers.terms().put(name, GroupReader.terms(s));
            peers.tables().ofPeer(name, s);
        }
    }

    /// Whether digits are tones in the sound of the peer.
    private static boolean h323(Peers peers, String name, Section s, CodecPolicy codecs) {
        var peer = H323Reader.peer(name, s, codecs);
        peer.ifPresent(peers.h323()::add);
        return peer.filter(p -> p.behaviour().digits() == H323Behaviour.Digits.IN_BAND).isPresent();
    }

    /// Whether digits are tones in the sound of the peer.
    private static boolean sip(Peers peers, String name, Section s, CodecPolicy codecs) {
        var peer = SipReader.peer(name, s, codecs);
        peer.ifPresent(peers.sip()::add);
        return peer.filter(p -> p.dtmf() == SipPeer.Dtmf.INBAND).isPresent();
    }

    private DialPlan dialPlan(Section top, Peers peers, List<RouteServiceConfig> services) {
        var names = peers.names();
        var plan =
                new DialPlanReader(
                                names,
                                List.of(Account.TRUNK),
                                List.of(GuestPolicy.TRUNK, CallOrder.INGRESS),
                                peers.terms(),
                                services.stream().map(RouteServiceConfig::name).toList(),
                                mappings)
                        .read(top);
        if (top.has("dial-plan") || top.isDocumenting()) {
            return plan;
        }
        if (names.size() == 2) {
            return plan.withRules(
                    List.of(
                            between(names.get(0), names.get(1)),
                            between(names.get(1), names.get(0))));
        }
        if (!names.isEmpty()) {
            top.problem(
                    "dial-plan",
                    "is missing; only with exactly two peers is it clear where calls go");
        }
        return plan;
    }

    private static Rule between(String one, String other) {
        return Rule.to(one + " to " + other, NumberPattern.any(), other).from(one);
    }
}
