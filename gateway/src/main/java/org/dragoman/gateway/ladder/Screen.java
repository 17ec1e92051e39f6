package org.dragoman.gateway.ladder;

/// What is drawn on.
///
/// - {@code columns}: of the window.
/// - {@code colour}: whether it shows colours (ECMA-48 SGR).
public record Screen(int columns, boolean colour) {
    /// What fits in no window is no ladder any more.
    public static final int LEAST = 60;

    /// A file or a pipe: as wide as need be, and without colours.
    public static final Screen PLAIN = new Screen(1_000, false);

    public Screen {
        columns = Math.max(LEAST, columns);
    }

    /// What this process writes to. The launcher says how wide the window is, where there is one.
    public static Screen ofThisProcess() {
        var columns = Integer.getInteger("dragoman.columns", 0);
        if (columns <= 0) {
            return PLAIN;
        }
        var unwanted = System.getenv("NO_COLOR"); // no-color.org
        var kind = System.getenv("TERM");
        boolean colour = (unwanted == null || unwanted.isEmpty()) && !"dumb".equals(kind);
        return new Screen(columns, colour);
    }

    /// The text as this screen shows it.
    public String paint(Ink ink, String text) {
        return colour && !text.isEmpty() && ink != Ink.PLAIN
                ? "\u001b[" + ink.code + "m" + text + "\u001b[0m"
                : text;
    }

    /// How something is shown.
    public enum Ink {
        PLAIN(""),
        NAME("1"),
        TITLE("1;4"),
        QUIET("2"),
        RIGHTWARDS("36"),
        LEFTWARDS("33"),
        GOOD("32"),
        BAD("31");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }
}
