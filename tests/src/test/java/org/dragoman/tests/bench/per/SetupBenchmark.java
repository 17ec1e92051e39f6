package org.dragoman.tests.bench.per;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.asn1.per.Octets;
import org.dragoman.h323.asn1.h225.H323UUPDU.H323MessageBody;
import org.dragoman.h323.asn1.h225.H323UserInformation;
import org.dragoman.h323.asn1.h245.OpenLogicalChannel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A Setup with fast start, off the wire and onto it, its four channel proposals included: what the
/// codec costs in a call's first message. Each proposal is a PDU of its own inside the Setup.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class SetupBenchmark {
    /// A Setup as records.
    public record Call(H323UserInformation message, List<OpenLogicalChannel> channels) {}

    /// A Setup as octets.
    public record Wire(byte[] message, List<Octets> channels) {}

    /// Which stack sent the Setup.
    @Param({"ASTERISK", "H323PLUS"})
    public Sender sender = Sender.ASTERISK;

    private byte[] octets = {};
    private Optional<Call> call = Optional.empty();

    /// Prepares the values to encode.
    @Setup
    public void prepare() throws MalformedPdu {
        octets = HexFormat.of().parseHex(sender.hex);
        call = Optional.of(decode());
    }

    /// From the octets of the User-User element to records.
    @Benchmark
    public Call decode() throws MalformedPdu {
        H323UserInformation message = H323UserInformation.fromPer(octets);
        List<OpenLogicalChannel> channels = new ArrayList<>();
        for (Octets channel : fastStart(message)) {
            channels.add(OpenLogicalChannel.fromPer(channel));
        }
        return new Call(message, channels);
    }

    /// From records to octets.
    @Benchmark
    public Wire encode() {
        Call decoded = call.orElseThrow();
        List<Octets> channels = new ArrayList<>();
        for (OpenLogicalChannel channel : decoded.channels()) {
            channels.add(channel.toPerOctets());
        }
        return new Wire(decoded.message().toPer(), channels);
    }

    private static List<Octets> fastStart(H323UserInformation message) {
        return switch (message.h323UuPdu().h323MessageBody()) {
            case H323MessageBody.Setup(var setup) -> setup.fastStart().orElse(List.of());
            default -> throw new IllegalStateException("not a Setup");
        };
    }
}
