package org.dragoman.media.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.core.media.BrowserEnd;
import org.dragoman.core.media.BrowserLink;
import org.dragoman.core.media.CertificateFingerprint;
import org.dragoman.core.media.DtlsRole;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.core.media.MediaFlow;

/// The stream of a browser: found by ICE, with keys from DTLS. The gateway is an ICE-lite agent: it
/// names its candidates and answers checks, so those of the browser need not be known.
///
/// - {@code mid}: name of the section.
/// - {@code bundles}: whether that name stands in a group of sections that share one transport.
/// - {@code local}: our credentials; others once the browser restarts ICE (RFC 8839 §4.4.3).
/// - {@code link}: what was agreed last.
/// - Source: RFC 8829 §5; RFC 8839; RFC 8842; RFC 9143 for BUNDLE.
record IceDtls(
        BrowserEnd end,
        RandomGenerator random,
        String mid,
        boolean bundles,
        IceCredentials local,
        Optional<BrowserLink> link)
        implements Carriage {
    static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";

    // RFC 8829 §5.1.2: to be taken in offers, and to be answered with the same
    private static final Set<String> PROTOCOLS =
            Set.of(PROTOCOL, "UDP/TLS/RTP/SAVP", "RTP/SAVPF", "RTP/SAVP");
    private static final int CERTIFICATES = 8; // fingerprints of a peer; one is usual
    private static final String FIRST_MID = "0";
    private static final int LONGEST_MID = 32; // characters
    private static final long HOST = 126; // type preference, RFC 8445 §5.1.2.2

    static IceDtls of(BrowserEnd end, RandomGenerator random) {
        return new IceDtls(end, random, FIRST_MID, true, end.ice(), Optional.empty());
    }

    @Override
    public String taken() {
        return "DTLS-SRTP with ICE and rtcp-mux";
    }

    @Override
    public boolean mayBeFax() {
        return false;
    }

    @Override
    public IceDtls offering() {
        return new IceDtls(end, random, mid, true, local, link);
    }

    @Override
    public String protocol() {
        return PROTOCOL;
    }

    /// The role is open in every offer, also in later ones (RFC 8842 §5.2, §5.5).
    @Override
    public List<Attribute> attributes() {
        return attributes("actpass");
    }

    private List<Attribute> attributes(String setup) {
        var all = new ArrayList<Attribute>();
        all.add(new Attribute("mid", mid));
        all.add(Attribute.flag("rtcp-mux"));
        all.add(new Attribute("ice-ufrag", local.ufrag()));
        all.add(new Attribute("ice-pwd", local.password()));
        for (int i = 0; i < end.candidates().size(); i++) {
            all.add(new Attribute("candidate", candidate(i, end.candidates().get(i))));
        }
        all.add(Attribute.flag("end-of-candidates")); // RFC 8840 §8.2
        all.add(new Attribute("fingerprint", end.certificate().toString()));
        all.add(new Attribute("setup", setup));
        all.add(new Attribute("msid", "dragoman " + mid)); // pages ask for the stream of a track
        return all;
    }

    // RFC 8839 §5.1; the earlier of our addresses is the better one
    private static String candidate(int index, InetSocketAddress address) {
        long priority = (HOST << 24) + ((65_535L - index) << 8) + 255;
        return "%d 1 udp %d %s %d typ host"
                .formatted(
                        index + 1,
                        priority,
                        LocalAddress.literal(address.getAddress()),
                        address.getPort());
    }

    @Override
    public List<Attribute> session(List<MediaSection> sections) {
        var all = new ArrayList<Attribute>();
        boolean refused = sections.stream().allMatch(MediaSection::isRefused);
        if (bundles && !refused) {
            all.add(new Attribute("group", "BUNDLE " + names(sections)));
        }
        all.add(Attribute.flag("ice-lite"));
        all.add(new Attribute("ice-options", "trickle"));
        return all;
    }

    /// Of the sections that share the transport: all that are not refused (RFC 9143 §7.3).
    private static String names(List<MediaSection> sections) {
        return sections.stream()
                .filter(s -> !s.isRefused())
                .flatMap(s -> s.values("mid"))
                .collect(Collectors.joining(" "));
    }

    /// A browser finds its sections by their names, refused or not (RFC 8829 §5.3.1).
    @Override
    public MediaSection refused(MediaSection section) {
        return section.refused()
                .with(section.attributes().stream().filter(a -> a.is("mid")).toList());
    }

    @Override
    public boolean isUsable(MediaSection section) {
        boolean there = !section.isRefused() || section.has("bundle-only"); // RFC 9143 §6
        return there && PROTOCOLS.contains(section.protocol().toUpperCase(Locale.ROOT));
    }

    @Override
    public boolean takes(SessionDescription offer, MediaSection section) {
        var said = new Said(offer, section);
        return said.has("rtcp-mux")
                && said.credentials().isPresent()
                && !said.certificates().isEmpty()
                && !said.value("setup").orElse("").equals("holdconn");
    }

    @Override
    public Agreed answering(SessionDescription offer, MediaSection section, MediaFlow flow) {
        var said = new Said(offer, section);
        var remote = said.credentials().orElseThrow();
        boolean restarts = link.filter(l -> !l.remote().equals(remote)).isPresent();
        var ours = restarts ? IceCredentials.fresh(random) : local;
        var role =
                switch (said.value("setup").orElse("")) {
                    case "active" -> DtlsRole.SERVER;
                    case "passive" -> DtlsRole.CLIENT;
                    // what is set up stays; else we begin, which saves a round trip (RFC 5763 §5)
                    default -> lasting(said.certificates()).orElse(DtlsRole.CLIENT);
                };
        var agreed = new BrowserLink(ours, remote, role, said.certificates());
        var name = said.value("mid").filter(IceDtls::isName);
        var next =
                new IceDtls(
                        end,
                        random,
                        name.orElse(mid),
                        name.isPresent() && said.isBundled(),
                        ours,
                        Optional.of(agreed));
        return new Agreed(next, next.attributes(role.setup()), flow.withBrowser(agreed));
    }

    private static boolean isName(String mid) {
        return !mid.isEmpty() && mid.length() <= LONGEST_MID && mid.indexOf(' ') < 0;
    }

    /// Our role in the handshake that was made with one of these certificates.
    private Optional<DtlsRole> lasting(List<CertificateFingerprint> certificates) {
        return link.filter(l -> l.certificates().equals(certificates)).map(BrowserLink::role);
    }

    @Override
    public Optional<Agreed> answered(
            SessionDescription answer, MediaSection section, MediaFlow flow) {
        var said = new Said(answer, section);
        var remote = said.credentials();
        var certificates = said.certificates();
        if (remote.isEmpty() || certificates.isEmpty()) {
            return Optional.empty();
        }
        var role = switch (said.value("setup").orElse("passive")) { // RFC 4145 §4
                    case "active" -> DtlsRole.SERVER;
                    case "passive" -> DtlsRole.CLIENT;
                    // W1: no answer may say actpass; who does waits for us as a rule
                    default -> lasting(certificates).orElse(DtlsRole.CLIENT);
                };
        var agreed = new BrowserLink(local, remote.get(), role, certificates);
        var next = new IceDtls(end, random, mid, bundles, local, Optional.of(agreed));
        return Optional.of(new Agreed(next, List.of(), flow.withBrowser(agreed)));
    }

    /// On the same transport, by the name of its section.
    @Override
    public Carriage beside(Optional<Carriage> before, String name) {
        return new IceDtls(end, random, name, bundles, local, link);
    }

    /// A stream with a transport of its own would need another port (RFC 9143 §7.3.3 lets us
    /// refuse it).
    @Override
    public boolean takesBeside(SessionDescription offer, MediaSection first, MediaSection second) {
        var name = first.values("mid").findFirst().orElse("");
        return new Said(offer, second).isBundledWith(name) && takes(offer, second);
    }

    @Override
    public IceDtls withdrawn() {
        return this;
    }

    /// What a peer says of the way to it: in the section, for all sections, or in the section whose
    /// transport this one shares (RFC 9143 §7.1.3).
    private record Said(SessionDescription sdp, MediaSection section) {
        boolean has(String attribute) {
            return all().anyMatch(a -> a.is(attribute));
        }

        Optional<String> value(String attribute) {
            return values(attribute).findFirst();
        }

        private Stream<String> values(String attribute) {
            return all().filter(a -> a.is(attribute)).map(a -> a.value().strip());
        }

        Optional<IceCredentials> credentials() {
            var ufrag = value("ice-ufrag").orElse("");
            var password = value("ice-pwd").orElse("");
            return IceCredentials.areCredentials(ufrag, password)
                    ? Optional.of(new IceCredentials(ufrag, password))
                    : Optional.empty();
        }

        List<CertificateFingerprint> certificates() {
            return values("fingerprint")
                    .limit(CERTIFICATES)
                    .flatMap(v -> CertificateFingerprint.parse(v).stream())
                    .distinct()
                    .toList();
        }

        boolean isBundled() {
            var name = section.values("mid").findFirst().orElse("");
            return groups().anyMatch(g -> g.contains(name));
        }

        boolean isBundledWith(String other) {
            var name = section.values("mid").findFirst().orElse("");
            return groups().anyMatch(g -> g.contains(name) && g.contains(other));
        }

        private Stream<List<String>> groups() {
            return sdp.attributes().stream()
                    .filter(a -> a.is("group"))
                    .map(a -> Words.of(a.value()))
                    .filter(words -> !words.isEmpty() && words.getFirst().equals("BUNDLE"));
        }

        private Stream<Attribute> all() {
            return Stream.of(section.attributes(), sdp.attributes(), shared())
                    .flatMap(List::stream);
        }

        private List<Attribute> shared() {
            var name = section.values("mid").findFirst().orElse("");
            return groups().filter(g -> g.contains(name) && g.size() > 1)
                    .map(g -> g.get(1))
                    .flatMap(
                            first ->
                                    sdp.media().stream()
                                            .filter(s -> s.values("mid").anyMatch(first::equals)))
                    .findFirst()
                    .map(s -> s.attributes().stream().filter(a -> !a.is("mid")).toList())
                    .orElse(List.of());
        }
    }
}
