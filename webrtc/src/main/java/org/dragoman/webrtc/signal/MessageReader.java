package org.dragoman.webrtc.signal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dragoman.webrtc.signal.ClientMessage.Hangup.Reason;
import org.dragoman.webrtc.signal.Refusal.Code;

/// Reads what pages say.
///
/// - Errors: {@link Refusal}, which says what is wrong with which field; nothing else comes out,
///   whatever the input.
public final class MessageReader {
    /// Bytes of a message: a session description of a browser is about 10 k.
    public static final int LONGEST = 64 * 1024;

    private static final int DEPTH = 4;
    private static final int CHARACTERS = 40_000; // of one text: a session description

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final String IS_NAME = "is 1 to 64 letters, digits, dots, dashes, underscores";
    private static final Pattern TO = Pattern.compile("\\+?[0-9A-D*#]{1,40}|[A-Za-z0-9_.-]{1,64}");
    private static final String IS_TO =
            "is a number of up to 40 digits, * and #, with or without +; or a name";
    private static final Pattern ACCOUNT = Pattern.compile("[0-9A-D*#]{1,32}");
    private static final String IS_ACCOUNT = "is 1 to 32 digits";
    private static final Pattern CNONCE = Pattern.compile("[0-9A-Za-z]{16,64}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SESSION = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern DIGITS = Pattern.compile("[0-9A-D*#]{1,32}");
    private static final Pattern SDP = Pattern.compile("(?s)v=0.{0,32000}");
    private static final Pattern REASON = Pattern.compile("normal|busy|declined");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.-]{1,1024}");
    private static final Pattern DISPLAY = Pattern.compile("[^\\p{Cntrl}]{1,64}");

    private static final int DIGIT = 100; // ms, where the page says nothing
    private static final int LEAST_DIGIT = 40; // ITU-T Q.24
    private static final int MOST_DIGIT = 6_000;

    private static final ObjectMapper JSON =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH)
                                                    .maxStringLength(CHARACTERS)
                                                    .maxNumberLength(20)
                                                    .maxNameLength(100)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private interface Kind {
        ClientMessage read(Fields f) throws Refusal;
    }

    private static final Map<String, Kind> KINDS =
            Map.ofEntries(
                    Map.entry("login", MessageReader::login),
                    Map.entry("guest", MessageReader::guest),
                    Map.entry("reconnect", MessageReader::reconnect),
                    Map.entry("ping", f -> new ClientMessage.Ping(f.ref())),
                    Map.entry("history", f -> new ClientMessage.History(f.ref())),
                    Map.entry("forget", f -> new ClientMessage.Forget(f.ref())),
                    Map.entry("call", MessageReader::call),
                    Map.entry("ringing", f -> new ClientMessage.Ringing(f.ref(), id(f))),
                    Map.entry("answer", f -> new ClientMessage.Answer(f.ref(), id(f), sdp(f))),
                    Map.entry("update", f -> new ClientMessage.Update(f.ref(), id(f), sdp(f))),
                    Map.entry("hangup", MessageReader::hangup),
                    Map.entry("dtmf", MessageReader::dtmf),
                    Map.entry("hold", f -> new ClientMessage.Hold(f.ref(), id(f))),
                    Map.entry("resume", f -> new ClientMessage.Resume(f.ref(), id(f))),
                    Map.entry("transfer", MessageReader::transfer),
                    Map.entry("candidate", MessageReader::candidate));

    private MessageReader() {}

    public static ClientMessage read(byte[] message) throws Refusal {
        var object = object(message);
        var fields = new Fields(object);
        var type = object.path("type");
        var kind = Optional.ofNullable(type.isTextual() ? KINDS.get(type.textValue()) : null);
        if (kind.isEmpty()) {
            throw new Refusal(
                    fields.ref(),
                    Code.UNKNOWN_TYPE,
                    "type",
                    "type is one of "
                            + String.join(", ", KINDS.keySet().stream().sorted().toList())
                            + ".");
        }
        var read = kind.get().read(fields);
        fields.end();
        return read;
    }

    private static ObjectNode object(byte[] message) throws Refusal {
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(message))
                            .toString();
            JsonNode node = JSON.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new Refusal("", Code.NOT_JSON, "", "A message is a JSON object.");
        } catch (CharacterCodingException e) {
            throw new Refusal("", Code.NOT_JSON, "", "A message is text in UTF-8.");
        } catch (JsonProcessingException e) {
            throw new Refusal("", Code.NOT_JSON, "", "This is not JSON: " + where(e));
        }
    }

    private static String where(JsonProcessingException e) {
        var at = Optional.ofNullable(e.getLocation());
        return at.map(l -> "line " + l.getLineNr() + ", column " + l.getColumnNr() + ".")
                .orElse("it is too long or too deep.");
    }

    private static ClientMessage login(Fields f) throws Refusal {
        return new ClientMessage.Login(
                f.ref(),
                f.text("account", ACCOUNT, IS_ACCOUNT),
                f.text("cnonce", CNONCE, "is 16 to 64 letters and digits"),
                f.text("response", HASH, "is 64 lower-case hexadecimal digits"));
    }

    private static ClientMessage guest(Fields f) throws Refusal {
        return new ClientMessage.Guest(
                f.ref(),
                f.text("to", TO, IS_TO),
                f.optional("name", DISPLAY, "is up to 64 characters, none of them control"),
                f.optional("token", TOKEN, "is a token as the documentation tells"));
    }

    private static ClientMessage reconnect(Fields f) throws Refusal {
        return new ClientMessage.Reconnect(
                f.ref(), f.text("session", SESSION, "is the session of the welcome"));
    }

    private static ClientMessage call(Fields f) throws Refusal {
        return new ClientMessage.Call(f.ref(), id(f), f.text("to", TO, IS_TO), sdp(f));
    }

    private static ClientMessage hangup(Fields f) throws Refusal {
        var call = id(f);
        var reason = f.optional("reason", REASON, "is one of normal, busy, declined");
        return new ClientMessage.Hangup(
                f.ref(),
                call,
                reason.map(r -> Reason.valueOf(r.toUpperCase(Locale.ROOT))).orElse(Reason.NORMAL));
    }

    private static ClientMessage dtmf(Fields f) throws Refusal {
        return new ClientMessage.Dtmf(
                f.ref(),
                id(f),
                f.text("digits", DIGITS, "is 1 to 32 of 0-9, A-D, * and #"),
                Duration.ofMillis(f.integer("duration", DIGIT, LEAST_DIGIT, MOST_DIGIT)));
    }

    private static ClientMessage transfer(Fields f) throws Refusal {
        var call = id(f);
        var to = f.optional("to", TO, IS_TO);
        var with = f.optional("with", NAME, IS_NAME);
        if (to.isPresent() == with.isPresent()) {
            throw f.invalid("to", "or with is given, and only one of them");
        }
        return to.<ClientMessage>map(t -> new ClientMessage.Transfer(f.ref(), call, t))
                .orElseGet(() -> new ClientMessage.Join(f.ref(), call, with.orElseThrow()));
    }

    private static ClientMessage candidate(Fields f) throws Refusal {
        f.any("candidate");
        return new ClientMessage.Candidate(f.ref(), id(f));
    }

    private static String id(Fields f) throws Refusal {
        return f.text("call", NAME, IS_NAME);
    }

    private static String sdp(Fields f) throws Refusal {
        return f.text("sdp", SDP, "is a session description of up to 32000 characters");
    }
}
