package org.dragoman.rtmp;

import java.security.SecureRandom;
import java.util.concurrent.atomic.LongAdder;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.time.Timers;
import org.dragoman.rtmp.net.Exchange;
import org.dragoman.rules.Mappings;

/// What clients and legs use of the gateway.
///
/// - {@code dropped}: counts messages of sound that were not sent.
record Surroundings(
        RtmpConfig config,
        CallEntrance entrance,
        Login login,
        Registrations registrations,
        Exchange exchange,
        Mappings mappings,
        Timers timers,
        SecureRandom random,
        LongAdder dropped) {

    /// Who may log in.
    record Login(Accounts accounts, LoginGuard guard) {}
}
