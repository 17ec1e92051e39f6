package org.dragoman.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dragoman.gateway.Gateway;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.log.EventLayout;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.media.testing.Eventually;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A real call through a real gateway: what the demonstration finds, and what the log tells of it.
class DemonstrationTest {
    private final Lines lines = new Lines();
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.dragoman");
    private final Optional<Level> before = Optional.ofNullable(ours.getLevel());

    @TempDir private Path state;

    /// The log as it is written.
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final EventLayout layout = new EventLayout();
        private final List<String> written = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            written.add(layout.doLayout(event));
        }
    }

    @BeforeEach
    void listenToTheLog() {
        lines.setContext(ours.getLoggerContext());
        lines.start();
        ours.addAppender(lines);
        ours.setLevel(Level.INFO);
    }

    @AfterEach
    void leaveTheLog() {
        ours.detachAppender(lines);
        before.ifPresent(ours::setLevel);
    }

    @Test
    void a_call_through_the_gateway_is_as_expected_and_its_log_names_nobody() throws Exception {
        var mappings = Mappings.load();
        var address = DemoStage.ownLoopback(new Random()).getHostAddress();
        var configuration = new ConfigurationReader(mappings).embeddedOn(address).withoutWeb();
        Demonstration.Result result;
        try (var gateway =
                Gateway.start(
                        configuration, mappings, InstantSource.system(), new StateFolder(state))) {
            var control = gateway.control();
            var stage = DemoStage.of(control.gateway()).orElseThrow();
            var asked =
                    new Demonstration.Gateway() {
                        @Override
                        public List<CallView> calls() {
                            return control.calls();
                        }

                        @Override
                        public Optional<CallView> call(String id) {
                            return control.call(id);
                        }
                    };
            result = new Demonstration(stage, asked, mappings, InstantSource.system()).run();
            Eventually.isTrue(Duration.ofSeconds(10), () -> control.calls().isEmpty());
        }
        assertThat(result.findings()).allMatch(Demonstration.Finding::asExpected);
        var call = result.call().orElseThrow();
        assertThat(call.from()).isEqualTo(Demonstration.CALLER);
        assertThat(call.endedBy()).isEqualTo("caller");
        assertThat(call.cause()).isEqualTo(16);
        assertThat(call.legs())
                .extracting(CallView.LegView::protocol)
                .containsExactly("h323", "sip");

        var ofTheCall = lines.written.stream().filter(l -> l.contains(call.id())).toList();
        assertThat(ofTheCall)
                .anyMatch(l -> l.contains("event=call.offered"))
                .anyMatch(l -> l.contains("event=call.answered"))
                .anyMatch(l -> l.contains("event=call.ended"))
                .allMatch(l -> l.lines().count() == 1);
        assertThat(lines.written)
                .noneMatch(l -> l.contains(Demonstration.CALLER))
                .noneMatch(l -> l.contains(Demonstration.CALLED))
                .noneMatch(l -> l.contains("Demo caller"))
                .noneMatch(l -> withoutOwnListeners(l).contains(address))
                .noneMatch(l -> l.contains("sip:" + Demonstration.CALLED));
    }

    @Test
    void a_gateway_on_another_machine_is_called_without_being_asked() throws Exception {
        var mappings = Mappings.load();
        var random = new Random();
        var gatewayAt = DemoStage.ownLoopback(random);
        var peersAt = DemoStage.ownLoopback(random);
        var outcome =
                new ConfigurationReader(mappings)
                        .read(
                                "elsewhere.yaml",
                                """
                                h323: {listen: "%1$s:1720"}
                                sip: {listen: ["udp %1$s:5060"]}
                                media: {address: "%1$s"}
                                rest: {listen: "%1$s:0"}
                                peers:
                                  demo-gateway: {protocol: h323, address: "%2$s:1721"}
                                  demo-phone: {protocol: sip, address: "%2$s:5062"}
                                """
                                        .formatted(
                                                gatewayAt.getHostAddress(),
                                                peersAt.getHostAddress()));
        assertThat(outcome.problems()).isEmpty();
        Demonstration.Result result;
        try (var _ =
                Gateway.start(
                        outcome.configuration(),
                        mappings,
                        InstantSource.system(),
                        new StateFolder(state))) {
            var stage = DemoStage.elsewhere(gatewayAt, peersAt);
            result = Demonstration.elsewhere(stage, mappings, InstantSource.system()).run();
        }
        assertThat(result.call()).isEmpty();
        assertThat(result.findings()).allMatch(Demonstration.Finding::asExpected);
    }

    /// The peers of this call have the gateway's address: it may be shown where the gateway itself
    /// listens, and nowhere else.
    private static String withoutOwnListeners(String line) {
        return line.replaceFirst(" listen=\\S+", "");
    }
}
