package org.dragoman.media.sdp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;

/// The keys of one leg's stream, as offer and answer settle them; a value, like the negotiation.
///
/// Our key of a suite is made once and kept: later offers carry the same, so that packets go on
/// without a break (RFC 4568 §7.1.4). The suite in use comes first then.
///
/// - {@code ours}: our keys so far.
/// - {@code offered}: the lines of our offer that waits for its answer.
/// - {@code inUse}: the suite that was agreed last.
/// - {@code profile}: whether that was said by {@code RTP/SAVP} rather than RFC 8643.
record Sdes(
        SrtpPolicy policy,
        RandomGenerator random,
        Map<SrtpSuite, SrtpKeys> ours,
        List<CryptoLine> offered,
        Optional<SrtpSuite> inUse,
        boolean profile)
        implements Carriage {
    // RFC 3551, 4585, 3711, 5124
    private static final Set<String> PROTOCOLS =
            Set.of("RTP/AVP", "RTP/AVPF", "RTP/SAVP", "RTP/SAVPF");
    private static final String PLAIN = "RTP/AVP";
    private static final String SECURE = "RTP/SAVP"; // SAVPF begins so too
    private static final int LINES = 32; // of a peer's; no suite is worth a longer list

    Sdes {
        ours = Map.copyOf(ours);
        offered = List.copyOf(offered);
    }

    static Sdes of(SrtpPolicy policy, RandomGenerator random) {
        return new Sdes(policy, random, Map.of(), List.of(), Optional.empty(), false);
    }

    @Override
    public String taken() {
        return policy.mode().taken();
    }

    @Override
    public boolean mayBeFax() {
        return policy.mode() != SrtpPolicy.Mode.REQUIRED;
    }

    @Override
    public List<Attribute> session(List<MediaSection> sections) {
        return List.of();
    }

    @Override
    public MediaSection refused(MediaSection section) {
        return section.refused();
    }

    @Override
    public boolean isUsable(MediaSection section) {
        return !section.isRefused() && PROTOCOLS.contains(section.protocol());
    }

    /// The lines of our next offer, in {@link #offered}.
    @Override
    public Sdes offering() {
        if (policy.mode() == SrtpPolicy.Mode.OFF) {
            return this;
        }
        var suites = new ArrayList<>(policy.suites());
        inUse.filter(suites::remove).ifPresent(suites::addFirst);
        var keys = new EnumMap<SrtpSuite, SrtpKeys>(SrtpSuite.class);
        keys.putAll(ours);
        var lines = new ArrayList<CryptoLine>();
        for (var suite : suites) {
            keys.computeIfAbsent(suite, this::fresh);
            lines.add(new CryptoLine(lines.size() + 1, keys.get(suite)));
        }
        return new Sdes(policy, random, keys, lines, inUse, profile);
    }

    private SrtpKeys fresh(SrtpSuite suite) {
        var key = new byte[suite.keyBytes()];
        var salt = new byte[suite.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpKeys(suite, key, salt);
    }

    @Override
    public String protocol() {
        boolean secure = policy.mode() == SrtpPolicy.Mode.REQUIRED || inUse.isPresent() && profile;
        return secure ? SECURE : PLAIN;
    }

    @Override
    public boolean takes(SessionDescription offer, MediaSection section) {
        boolean key = chosen(section).isPresent();
        return isSecure(section) ? key : key || policy.mode() != SrtpPolicy.Mode.REQUIRED;
    }

    private static boolean isSecure(MediaSection section) {
        return section.protocol().startsWith(SECURE);
    }

    // the first line we can take: the offerer's order counts (RFC 4568 §5.1.1)
    private Optional<CryptoLine> chosen(MediaSection section) {
        return policy.mode() == SrtpPolicy.Mode.OFF
                ? Optional.empty()
                : lines(section)
                        .filter(l -> policy.suites().contains(l.keys().suite()))
                        .findFirst();
    }

    private static Stream<CryptoLine> lines(MediaSection section) {
        return section.values(CryptoLine.NAME)
                .limit(LINES)
                .flatMap(v -> CryptoLine.read(v).stream());
    }

    @Override
    public Agreed answering(SessionDescription offer, MediaSection section, MediaFlow flow) {
        var theirs = chosen(section);
        if (theirs.isEmpty()) {
            return new Agreed(settled(Optional.empty(), false), List.of(), flow);
        }
        var suite = theirs.get().keys().suite();
        var own = ours.containsKey(suite) ? ours.get(suite) : fresh(suite);
        var next = with(own).settled(Optional.of(suite), isSecure(section));
        return new Agreed(
                next,
                List.of(new CryptoLine(theirs.get().tag(), own).attribute()),
                flow.withKeys(own, theirs.get().keys()));
    }

    private Sdes with(SrtpKeys own) {
        var keys = new EnumMap<SrtpSuite, SrtpKeys>(SrtpSuite.class);
        keys.putAll(ours);
        keys.put(own.suite(), own);
        return new Sdes(policy, random, keys, offered, inUse, profile);
    }

    /// Takes the peer's answer to our offer; nothing where it has no key though it must, or one for
    /// what we did not offer (RFC 4568 §5.1.3).
    @Override
    public Optional<Agreed> answered(
            SessionDescription answer, MediaSection section, MediaFlow flow) {
        boolean plain = !section.has(CryptoLine.NAME) || policy.mode() == SrtpPolicy.Mode.OFF;
        if (plain) {
            boolean may = !isSecure(section) && policy.mode() != SrtpPolicy.Mode.REQUIRED;
            var none = new Agreed(settled(Optional.empty(), false), List.of(), flow);
            return Optional.of(none).filter(_ -> may);
        }
        return lines(section).findFirst().flatMap(theirs -> pair(theirs, section, flow));
    }

    private Optional<Agreed> pair(CryptoLine theirs, MediaSection section, MediaFlow flow) {
        return offered.stream()
                .filter(own -> own.tag() == theirs.tag())
                .filter(own -> own.keys().suite() == theirs.keys().suite())
                .findFirst()
                .map(
                        own ->
                                new Agreed(
                                        settled(Optional.of(own.keys().suite()), isSecure(section)),
                                        List.of(),
                                        flow.withKeys(own.keys(), theirs.keys())));
    }

    /// Each stream has keys of its own.
    @Override
    public Carriage beside(Optional<Carriage> before, String mid) {
        return before.orElseGet(() -> of(policy, random));
    }

    @Override
    public boolean takesBeside(SessionDescription offer, MediaSection first, MediaSection second) {
        return takes(offer, second);
    }

    @Override
    public Sdes withdrawn() {
        return settled(inUse, profile);
    }

    private Sdes settled(Optional<SrtpSuite> suite, boolean secureProfile) {
        return new Sdes(policy, random, ours, List.of(), suite, secureProfile);
    }

    @Override
    public List<Attribute> attributes() {
        return offered.stream().map(CryptoLine::attribute).toList();
    }
}
