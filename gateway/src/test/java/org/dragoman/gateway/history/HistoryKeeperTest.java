package org.dragoman.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.Secret;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.Phase;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.LegCourse;
import org.dragoman.webrtc.PastCall;
import org.dragoman.webrtc.PastCall.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryKeeperTest {
    private static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Party ANNA = Party.ofNumber("1001");
    private static final Party BORIS = Party.ofNumber("4951112233").withDisplayName("Boris");
    private static final int BUSY = 17;
    private static final int NO_ANSWER = 19;
    private static final int DECLINED = 21;

    private static final Accounts ACCOUNTS =
            new Accounts() {
                @Override
                public String realm() {
                    return "dragoman";
                }

                @Override
                public Optional<Account> find(String number) {
                    return all().stream().filter(a -> a.number().equals(number)).findFirst();
                }

                @Override
                public List<Account> all() {
                    return List.of(
                            new Account(
                                    "1001",
                                    Optional.empty(),
                                    Secret.of("1001", "dragoman", "x"),
                                    Set.of(),
                                    List.of()));
                }
            };

    @TempDir private Path temp;
    private HistoryFolder folder;
    private HistoryKeeper keeper;

    @BeforeEach
    void start() {
        folder = HistoryFolder.start(temp, 10);
        keeper = new HistoryKeeper(ACCOUNTS, folder);
    }

    @AfterEach
    void end() throws Exception {
        folder.close();
    }

    /// - {@code answeredAfter}: nobody answered where it is negative; then it ends at once.
    private static CallSnapshot call(
            String trunk, Party from, Party to, int answeredAfter, int cause) {
        var answered =
                Optional.of(BEGAN.plusSeconds(answeredAfter)).filter(_ -> answeredAfter >= 0);
        return new CallSnapshot(
                new CallId("0123456789ab"),
                Phase.values()[0],
                from,
                to,
                BEGAN,
                answered,
                answered,
                answered,
                Optional.of(BEGAN.plusSeconds(10)),
                Optional.of(BEGAN.plusSeconds(10)),
                Duration.ZERO,
                Optional.of(Cause.gateway(cause)),
                "caller",
                "",
                List.of(
                        new CallSnapshot.Leg(
                                0,
                                trunk,
                                "sip",
                                Optional.empty(),
                                Optional.empty(),
                                LegCourse.of(BEGAN))),
                List.of(),
                List.of(),
                0,
                List.of());
    }

    private List<PastCall> kept(CallSnapshot call) throws InterruptedException {
        keeper.accept(call);
        var told = new LinkedBlockingQueue<List<PastCall>>();
        folder.follow("1001", told::add).close();
        var calls = told.poll(20, TimeUnit.SECONDS);
        assertThat(calls).isNotNull();
        return calls;
    }

    @Test
    void a_call_of_an_account_goes_out() throws Exception {
        var past = kept(call(Account.TRUNK, ANNA, BORIS, 4, 16));
        assertThat(past)
                .containsExactly(
                        new PastCall(
                                Direction.OUT,
                                Optional.of("4951112233"),
                                Optional.empty(),
                                BEGAN,
                                Duration.ofSeconds(6),
                                "ended"));
    }

    @Test
    void why_it_failed_is_kept() throws Exception {
        assertThat(kept(call(Account.TRUNK, ANNA, BORIS, -1, BUSY)))
                .extracting(PastCall::reason, PastCall::talked)
                .containsExactly(tuple("busy", Duration.ZERO));
    }

    @Test
    void a_call_to_an_account_comes_in_and_may_be_missed_or_declined() throws Exception {
        assertThat(kept(call("gateway", BORIS, ANNA, 0, 16)))
                .containsExactly(
                        new PastCall(
                                Direction.IN,
                                Optional.of("4951112233"),
                                Optional.of("Boris"),
                                BEGAN,
                                Duration.ofSeconds(10),
                                "ended"));
        kept(call("gateway", BORIS, ANNA, -1, NO_ANSWER));
        assertThat(kept(call("gateway", BORIS, ANNA, -1, DECLINED)))
                .extracting(PastCall::reason)
                .containsExactly("declined", "missed", "ended");
    }

    @Test
    void who_does_not_show_the_number_is_nobody() throws Exception {
        var hidden = BORIS.withPresentation(Party.Presentation.RESTRICTED);
        assertThat(kept(call("gateway", hidden, ANNA, 0, 16)))
                .extracting(PastCall::number, PastCall::name)
                .containsExactly(tuple(Optional.empty(), Optional.empty()));
    }

    /// A gateway's caller may show the number of an account; it is none for that.
    @Test
    void who_only_shows_an_accounts_number_leaves_nothing_in_its_history() throws Exception {
        assertThat(kept(call("gateway", ANNA, BORIS, 0, 16))).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_makes_no_negative_time() throws Exception {
        assertThat(kept(call(Account.TRUNK, ANNA, BORIS, 30, 16)))
                .extracting(PastCall::talked)
                .containsExactly(Duration.ZERO);
    }
}
