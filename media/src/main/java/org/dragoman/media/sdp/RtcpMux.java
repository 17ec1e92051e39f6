package org.dragoman.media.sdp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.core.media.MediaFlow;

/// A stream whose peer may ask for RTP and RTCP on one port, and gets it. We ask for it where that
/// is wanted, until the peer does not take it, and go on with it once it is agreed.
///
/// - {@code carried}: all else about the stream.
/// - {@code asked}: whether our offers ask for it.
/// - Source: RFC 5761 §5.1.1 and §5.1.3.
record RtcpMux(Carriage carried, boolean asked) implements Carriage {
    private static final String NAME = "rtcp-mux";

    @Override
    public String taken() {
        return carried.taken();
    }

    @Override
    public boolean mayBeFax() {
        return carried.mayBeFax();
    }

    @Override
    public RtcpMux offering() {
        return new RtcpMux(carried.offering(), asked);
    }

    @Override
    public String protocol() {
        return carried.protocol();
    }

    @Override
    public List<Attribute> attributes() {
        return marked(carried.attributes(), asked);
    }

    @Override
    public List<Attribute> session(List<MediaSection> sections) {
        return carried.session(sections);
    }

    @Override
    public MediaSection refused(MediaSection section) {
        return carried.refused(section);
    }

    @Override
    public boolean isUsable(MediaSection section) {
        return carried.isUsable(section);
    }

    @Override
    public boolean takes(SessionDescription offer, MediaSection section) {
        return carried.takes(offer, section);
    }

    @Override
    public Agreed answering(SessionDescription offer, MediaSection section, MediaFlow flow) {
        return agreed(carried.answering(offer, section, flow), section.has(NAME));
    }

    @Override
    public Optional<Agreed> answered(
            SessionDescription answer, MediaSection section, MediaFlow flow) {
        return carried.answered(answer, section, flow)
                .map(a -> agreed(a, asked && section.has(NAME)));
    }

    @Override
    public Carriage beside(Optional<Carriage> before, String mid) {
        return before.orElseGet(() -> new RtcpMux(carried.beside(before, mid), false));
    }

    @Override
    public boolean takesBeside(SessionDescription offer, MediaSection first, MediaSection second) {
        return carried.takesBeside(offer, first, second);
    }

    @Override
    public RtcpMux withdrawn() {
        return new RtcpMux(carried.withdrawn(), asked);
    }

    private static Agreed agreed(Agreed of, boolean muxed) {
        var flow = of.flow();
        return new Agreed(
                new RtcpMux(of.next(), muxed),
                marked(of.attributes(), muxed),
                muxed ? flow.remoteRtp().map(flow::withRemote).orElse(flow) : flow);
    }

    private static List<Attribute> marked(List<Attribute> attributes, boolean muxed) {
        return muxed
                ? Stream.concat(attributes.stream(), Stream.of(Attribute.flag(NAME))).toList()
                : attributes;
    }
}
