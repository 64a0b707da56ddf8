package duet.app.desktop.pane;

import duet.viewer.series.Refused;

/**
 * A file that is not shown.
 *
 * @param name below what was opened; may hold a patient's name, so it is shown and never logged
 */
public record RefusedFile(String name, Refused why) {}
