package org.dragoman.tests.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How one baresip is set up.
///
/// - {@code name}: of the instance; names its folder.
/// - {@code address}: it speaks SIP from there; its sound comes from 127.0.0.1 whatever it is
///   told.
/// - {@code user}: of its one account; it takes calls for no other.
/// - {@code codecs}: what it offers and takes, as baresip writes them ({@code opus/48000/2}).
/// - {@code hertz}: the tone it sends while it talks.
/// - {@code account}: more parameters of its account ({@code mediaenc=srtp-mand}).
/// - {@code more}: more keys of its configuration ({@code rtcp_mux}).
/// - {@code registrar}: where it registers its user, if it does.
/// - {@code video}: the codec of its pictures, as baresip writes it ({@code vp8}), or {@code
///   avcodec} for all that this module has, if it has a camera; its pictures are of one colour.
///   Where its account names {@code h264}, baresip 1.0.0 takes packetization mode 0 alone.
public record BaresipSettings(
        String name,
        String address,
        String user,
        List<String> codecs,
        int hertz,
        List<String> account,
        Map<String, String> more,
        Optional<String> registrar,
        Optional<String> video) {
    static final int SIP_PORT = 5060;
    static final int CONTROL_PORT = 4444;

    /// The module with H.264 and H.263.
    public static final String AVCODEC = "avcodec";

    /// All modules that it is started with; account, menu and ctrl_tcp beside them.
    private static final List<String> MODULES =
            List.of(
                    "ausine",
                    "aubridge",
                    "sndfile",
                    "g711",
                    "g722",
                    "g726",
                    "gsm",
                    "l16",
                    "opus",
                    "amr",
                    "srtp");

    public BaresipSettings {
        codecs = List.copyOf(codecs);
        account = List.copyOf(account);
        more = Map.copyOf(more);
    }

    public static BaresipSettings of(String name, String address, String... codecs) {
        return new BaresipSettings(
                name,
                address,
                "baresip",
                List.of(codecs),
                440,
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    public BaresipSettings named(String other) {
        return new BaresipSettings(
                name, address, other, codecs, hertz, account, more, registrar, video);
    }

    public BaresipSettings sending(int tone) {
        return new BaresipSettings(
                name, address, user, codecs, tone, account, more, registrar, video);
    }

    /// With a parameter of its account more.
    public BaresipSettings with(String parameter) {
        var all = new ArrayList<>(account);
        all.add(parameter);
        return new BaresipSettings(name, address, user, codecs, hertz, all, more, registrar, video);
    }

    /// With a key of its configuration more.
    public BaresipSettings with(String key, String value) {
        var all = new TreeMap<>(more);
        all.put(key, value);
        return new BaresipSettings(
                name, address, user, codecs, hertz, account, all, registrar, video);
    }

    /// With an account at a registrar.
    ///
    /// - {@code at}: the registrar's address.
    /// - {@code transport}: {@code udp}, {@code tcp} or {@code tls}.
    public BaresipSettings registering(String at, String transport, String password) {
        var settings = with("auth_pass=" + password);
        return new BaresipSettings(
                name,
                address,
                user,
                codecs,
                hertz,
                settings.account(),
                more,
                Optional.of(at + ";transport=" + transport),
                video);
    }

    /// With a camera, and pictures in this codec: {@code vp8}, {@code h264} or {@link #AVCODEC}.
    public BaresipSettings withVideo(String codec) {
        var picture = Optional.of(codec);
        return new BaresipSettings(
                name, address, user, codecs, hertz, account, more, registrar, picture);
    }

    /// The address of its one account.
    public String uri() {
        return "sip:" + user + "@" + registrar.orElse(address);
    }

    /// Its file {@code accounts}.
    String accounts() {
        String all = account.isEmpty() ? "" : ";" + String.join(";", account);
        all +=
                video.filter(codec -> !codec.equals(AVCODEC))
                        .map(codec -> ";video_codecs=" + codec)
                        .orElse("");
        return "<%s>;regint=%d;answermode=auto;audio_codecs=%s%s\n"
                .formatted(uri(), registrar.isPresent() ? 60 : 0, String.join(",", codecs), all);
    }

    /// Its file {@code config}. A tone goes in at 48 kHz, which is all ausine has; what comes
    /// out of the decoder goes to a file before it goes to a loudspeaker that nobody made.
    String config(String modules, String sounds) {
        var text = new StringBuilder();
        text.append(
                """
                sip_listen %1$s:%2$d
                net_interface 127.0.0.1
                ctrl_tcp_listen %1$s:%3$d
                rtp_ports 62000-65000
                audio_source ausine,%4$d
                audio_player aubridge,nobody
                audio_alert aubridge,nobody
                ausrc_srate 48000
                ausrc_channels 2
                call_max_calls %7$s
                ring_aufile none
                snd_path %5$s
                module_path %6$s
                """
                        .formatted(
                                address,
                                SIP_PORT,
                                CONTROL_PORT,
                                hertz,
                                sounds,
                                modules,
                                more.getOrDefault("call_max_calls", "40"))); // the first counts
        video.ifPresent(codec -> text.append(camera(codec)));
        MODULES.forEach(module -> text.append("module ").append(module).append(".so\n"));
        for (String module : List.of("account", "menu", "ctrl_tcp")) {
            text.append("module_app ").append(module).append(".so\n");
        }
        more.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
        return text.toString();
    }

    private static String camera(String codec) {
        return """
        video_source fakevideo,nil
        video_display fakevideo,nil
        video_size 320x240
        video_fps 15.00
        video_bitrate 256000
        module fakevideo.so
        module %s.so
        """
                .formatted(codec.equals("h264") ? AVCODEC : codec);
    }
}
