package org.dragoman.h323.h245;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.asn1.per.ObjectId;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.asn1.h245.AudioTelephonyEventCapability;
import org.dragoman.h323.asn1.h245.Capability;
import org.dragoman.h323.asn1.h245.CapabilityDescriptor;
import org.dragoman.h323.asn1.h245.CapabilityTableEntry;
import org.dragoman.h323.asn1.h245.H2250Capability;
import org.dragoman.h323.asn1.h245.MediaDistributionCapability;
import org.dragoman.h323.asn1.h245.MediaPacketizationCapability;
import org.dragoman.h323.asn1.h245.MultiplexCapability;
import org.dragoman.h323.asn1.h245.MultipointCapability;
import org.dragoman.h323.asn1.h245.TerminalCapabilitySet;
import org.dragoman.h323.asn1.h245.UserInputCapability;
import org.dragoman.h323.h245.CapabilitySet.UserInputKind;

/// Capability sets on the wire. Source: H.245 §B.2; H.323 §6.2.8.
final class CapabilityCodec {
    private static final ObjectId PROTOCOL = ObjectId.of(0, 0, 8, 245, 0, 7);
    private static final String EVENTS = "0-16"; // digits and flash, RFC 4733 §3.2

    private final CodecCapabilities codecs;

    CapabilityCodec(CodecCapabilities codecs) {
        this.codecs = codecs;
    }

    TerminalCapabilitySet encode(int sequence, CapabilitySet set) {
        var told = TerminalCapabilitySet.builder().sequenceNumber(sequence);
        told.protocolIdentifier(PROTOCOL);
        var table = new ArrayList<CapabilityTableEntry>();
        var audio = new ArrayList<Integer>();
        for (var format : set.audio()) {
            var named = new AudioNames.Named(format.capability(), codecs.units(format));
            audio.add(
                    add(
                            table,
                            new Capability.ReceiveAudioCapability(AudioNames.capability(named))));
        }
        set.fax()
                .map(FaxNames::capability)
                .map(Capability.ReceiveAndTransmitDataApplicationCapability::new)
                .ifPresent(c -> audio.add(add(table, c))); // instead of sound, H.323 Annex D.3
        var digits = new ArrayList<Integer>();
        set.telephoneEvents()
                .ifPresent(
                        type ->
                                digits.add(
                                        add(
                                                table,
                                                new Capability
                                                        .ReceiveRTPAudioTelephonyEventCapability(
                                                        new AudioTelephonyEventCapability(
                                                                type, EVENTS)))));
        if (set.userInput().contains(UserInputKind.BASIC_STRING)) {
            digits.add(add(table, userInput(new UserInputCapability.BasicString())));
        }
        if (set.userInput().contains(UserInputKind.DTMF)) {
            digits.add(add(table, userInput(new UserInputCapability.Dtmf())));
        }
        if (!table.isEmpty()) {
            told.multiplexCapability(multiplex());
            told.capabilityTable(table);
            told.capabilityDescriptors(List.of(descriptor(audio, digits)));
        }
        return told.build();
    }

    private static int add(List<CapabilityTableEntry> table, Capability capability) {
        int number = table.size() + 1;
        table.add(new CapabilityTableEntry(number, Optional.of(capability)));
        return number;
    }

    private static Capability userInput(UserInputCapability kind) {
        return new Capability.ReceiveAndTransmitUserInputCapability(kind); // H10
    }

    /// One audio format at a time, and each way of sending digits beside it.
    private static CapabilityDescriptor descriptor(List<Integer> audio, List<Integer> digits) {
        var together = new ArrayList<List<Integer>>();
        if (!audio.isEmpty()) {
            together.add(audio);
        }
        digits.forEach(d -> together.add(List.of(d)));
        return new CapabilityDescriptor(0, Optional.of(together));
    }

    /// That we neither confer nor multicast (H.245 §B.2.2.3, H.225.0 capability).
    private static MultiplexCapability multiplex() {
        var distribution =
                new MediaDistributionCapability(false, false, false, false, false, false);
        var multipoint = new MultipointCapability(false, false, List.of(distribution));
        return new MultiplexCapability.H2250Capability(
                new H2250Capability(
                        60, // milliseconds of jitter we may make
                        multipoint,
                        multipoint,
                        multipoint,
                        new H2250Capability.McCapability(false, false),
                        false,
                        new MediaPacketizationCapability(false)));
    }

    CapabilitySet decode(TerminalCapabilitySet told) {
        Map<Integer, Capability> table = new LinkedHashMap<>();
        for (var entry : told.capabilityTable().orElse(List.of())) {
            entry.capability().ifPresent(c -> table.put(entry.capabilityTableEntryNumber(), c));
        }
        // What a descriptor lists stands in order of preference; the rest follows, as some
        // products forget to list it.
        var ordered = new LinkedHashMap<Integer, Capability>();
        for (var descriptor : told.capabilityDescriptors().orElse(List.of())) {
            for (var set : descriptor.simultaneousCapabilities().orElse(List.of())) {
                for (var number : set) {
                    Optional.ofNullable(table.get(number)).ifPresent(c -> ordered.put(number, c));
                }
            }
        }
        table.forEach(ordered::putIfAbsent);
        var audio = new ArrayList<AudioFormat>();
        var userInput = EnumSet.noneOf(UserInputKind.class);
        var events = OptionalInt.empty();
        Optional<FaxRelay> fax = Optional.empty();
        for (var capability : ordered.values()) {
            switch (capability) {
                case Capability.ReceiveAudioCapability(var a) -> format(a).ifPresent(audio::add);
                case Capability.ReceiveAndTransmitAudioCapability(var a) ->
                        format(a).ifPresent(audio::add);
                case Capability.ReceiveDataApplicationCapability(var d) ->
                        fax = fax.or(() -> FaxNames.relay(d));
                case Capability.ReceiveAndTransmitDataApplicationCapability(var d) ->
                        fax = fax.or(() -> FaxNames.relay(d));
                case Capability.ReceiveUserInputCapability(var kind) -> add(userInput, kind);
                case Capability.ReceiveAndTransmitUserInputCapability(var kind) ->
                        add(userInput, kind);
                case Capability.ReceiveRTPAudioTelephonyEventCapability(var e) ->
                        events = OptionalInt.of(e.dynamicRTPPayloadType());
                default -> {} // H.245 §B.2.2: what is not understood is not used
            }
        }
        return new CapabilitySet(audio, userInput, events, fax);
    }

    Optional<AudioFormat> format(org.dragoman.h323.asn1.h245.AudioCapability audio) {
        return AudioNames.named(audio).flatMap(n -> codecs.format(n.capability(), n.units()));
    }

    private static void add(EnumSet<UserInputKind> kinds, UserInputCapability kind) {
        switch (kind) {
            case UserInputCapability.BasicString _,
                    UserInputCapability.IA5String _,
                    UserInputCapability.GeneralString _ ->
                    kinds.add(UserInputKind.BASIC_STRING);
            case UserInputCapability.Dtmf _ -> kinds.add(UserInputKind.DTMF);
            default -> {} // H.245 §B.2.2: what is not understood is not used
        }
    }
}
