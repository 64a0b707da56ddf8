package duet.app.desktop.key;

import duet.viewer.finding.Finding.Decision;
import duet.viewer.render.Window;

/** All that keys and buttons can ask for. FX thread. */
public interface Commands {
  void openFiles();

  void openFolder();

  /** Writes the report into a new folder at the usual place. */
  void export();

  /** Writes the report into a folder that is asked for. */
  void exportTo();

  void closeSeries();

  void window(Window window);

  /** The window that the file of the slice proposes. */
  void fileWindow();

  /** Goes some slices on, back if negative. */
  void step(int slices);

  void firstSlice();

  void lastSlice();

  /** Enlarges by some steps, shrinks if negative. */
  void zoom(int steps);

  void fit();

  void nextFinding();

  void previousFinding();

  void decide(Decision decision);

  void showKeys();

  void showAbout();

  /** The cards of the models: what for, how good, which limits. */
  void showModels();

  /** Closes what lies over the window. */
  void closeSheet();
}
