/// Files of captured packets (pcap, pcapng): reading them down to the signalling messages in them,
/// and writing messages into one. Start at {@link CaptureReader} and {@link Signalling} to read, at
/// {@link CaptureWriter} to write. Everything read is bounded: a capture comes from strangers.
///
/// Sources: draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng, link types of tcpdump.org.
@NullMarked
package org.dragoman.gateway.capture;

import org.jspecify.annotations.NullMarked;
