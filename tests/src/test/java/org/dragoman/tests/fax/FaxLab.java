package org.dragoman.tests.fax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.tests.peer.AsteriskCall;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Capture;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;

/// A gateway between Asterisks that are fax machines, each by SIP and by H.323: two with T.38, and
/// one that sends faxes as sound alone.
///
/// - Numbers: {@code 8} leads to the receiving one by SIP, {@code 9} by H.323.
final class FaxLab implements AutoCloseable {
    static final Page PAGE = Page.random(400, 38);

    private static final Duration READY = Duration.ofSeconds(60);

    private final Capture capture;
    private final Dragoman gateway;
    private final AsteriskPeer sender;
    private final AsteriskPeer soundSender;
    private final AsteriskPeer receiver;
    private final AtomicInteger numbers = new AtomicInteger(1);

    private FaxLab() {
        String address = Loopback.next();
        var sending = settings("fax-sender", address);
        var receiving = settings("fax-receiver", address);
        var sounding = settings("fax-sound", address).withFax(false);
        var senderStarting = CompletableFuture.supplyAsync(() -> AsteriskPeer.start(sending));
        var receiverStarting = CompletableFuture.supplyAsync(() -> AsteriskPeer.start(receiving));
        var soundStarting = CompletableFuture.supplyAsync(() -> AsteriskPeer.start(sounding));
        capture = Capture.start("Fax");
        gateway =
                Dragoman.start(
                        new DragomanSettings(
                                "fax",
                                address,
                                List.of(h323(sending), h323(sounding), h323(receiving)),
                                List.of(sip(sending), sip(sounding), sip(receiving)),
                                List.of(
                                        new Route("8", 1, sip(receiving).name()),
                                        new Route("9", 1, h323(receiving).name()))));
        sender = senderStarting.join();
        soundSender = soundStarting.join();
        receiver = receiverStarting.join();
        PAGE.write(sender.spooled("page.tif"));
        PAGE.write(soundSender.spooled("page.tif"));
        // a gateway that is still starting may turn calls away on a busy machine
        Await.until(READY, "the gateway", () -> gateway.output().contains("gateway.started"));
    }

    private static AsteriskSettings settings(String name, String gateway) {
        return AsteriskSettings.of(name, Loopback.next(), gateway)
                .withSipPeer(gateway + ":5060")
                .withFax(true);
    }

    private static H323Trunk h323(AsteriskSettings of) {
        return new H323Trunk(of.name() + "-h323", of.address(), true, true, "auto");
    }

    private static SipTrunk sip(AsteriskSettings of) {
        return new SipTrunk(of.name() + "-sip", of.address(), 5_060, "early");
    }

    static FaxLab start() {
        Peers.require(Peers.ASTERISK, Peers.TSHARK);
        return new FaxLab();
    }

    AsteriskPeer receiver() {
        return receiver;
    }

    /// A number nobody else dials: an extension of Asterisk's dial plan and three digits.
    String number(String extension) {
        return extension + String.format(Locale.ROOT, "%03d", numbers.getAndIncrement());
    }

    /// Sends the page to a number of the receiver.
    ///
    /// - {@code from}, {@code to}: {@code sip} or {@code h323}.
    AsteriskCall send(String from, String to, String number) {
        return send(sender, from, to, number);
    }

    /// The same from the machine that knows no T.38.
    AsteriskCall sendAsSound(String from, String to, String number) {
        return send(soundSender, from, to, number);
    }

    private static AsteriskCall send(AsteriskPeer by, String from, String to, String number) {
        String dialled = (to.equals("sip") ? "8" : "9") + number;
        return from.equals("sip")
                ? by.callBySip(dialled, "fax")
                : by.callByH323(dialled, "fax", "Fax", "2001");
    }

    /// Fails where Wireshark finds fault with anything the gateway said.
    void judge() {
        var judgement = capture.judge(gateway.address()).mustBeGood();
        assertThat(judgement.messages().keySet().toString()).contains("H.225.0", "SIP");
    }

    @Override
    public void close() {
        sender.close();
        soundSender.close();
        receiver.close();
        gateway.close();
    }
}
