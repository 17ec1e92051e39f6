package org.dragoman.sip.net;

import gov.nist.javax.sip.message.SIPRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// The INVITEs of the last while, so that a repetition which outlived its transaction makes no
/// call: the stack forgets an INVITE a few seconds after its answer, while its sender may repeat
/// it for 64*T1.
///
/// - Source: RFC 6026 §7.1, timer L.
final class InviteMemory {
    static final Duration KEPT = Duration.ofSeconds(32); // 64*T1; at most twice that
    private static final int INVITES = 100_000; // of one period; 3,000 calls/s
    private static final int NAME = 400; // characters; longer ones are not kept
    private static final String COOKIE = "z9hG4bK"; // RFC 3261 §8.1.1.7: else branches recur

    private Set<String> now = new HashSet<>();
    private Set<String> before = new HashSet<>();
    private Instant since = Instant.MIN;

    /// Notes an INVITE. True when it was noted before.
    synchronized boolean isRepeated(SIPRequest invite, Instant at) {
        var via = invite.getTopmostVia();
        var branch = via.getBranch();
        if (branch == null || !branch.startsWith(COOKIE)) {
            return false;
        }
        if (since.isBefore(at.minus(KEPT)) || now.size() >= INVITES) {
            before = since.isBefore(at.minus(KEPT.multipliedBy(2))) ? Set.of() : now;
            now = new HashSet<>();
            since = at;
        }
        var name = // with the call, for peers that use a branch again
                String.join(
                        " ",
                        branch,
                        via.getSentBy().toString(),
                        invite.getCallId().getCallId(),
                        Long.toString(invite.getCSeq().getSeqNumber()));
        return name.length() <= NAME && (before.contains(name) || !now.add(name));
    }
}
