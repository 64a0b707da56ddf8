package duet.app.desktop;

import duet.app.reading.Detection;
import duet.app.reading.SliceReading;
import duet.app.reading.Synthesis;
import duet.app.worklist.OpenSeries;
import duet.app.worklist.Subject;
import duet.viewer.finding.Finding;
import duet.viewer.overlay.Assessment;
import duet.viewer.overlay.Marks;
import duet.viewer.overlay.ReadState;
import duet.viewer.render.Window;
import duet.viewer.series.Series;
import duet.viewer.series.Slice;
import duet.viewer.viewport.LinkedViews;
import duet.viewer.viewport.Picture;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts one slice and what is known of it on both views. It holds nothing back: each call shows the
 * whole truth of that moment, and a result that does not belong to exactly this slice of exactly
 * this series is not there for it. FX thread.
 */
final class LightBox {
  private final LinkedViews views;
  private List<String> classes = List.of();

  LightBox(LinkedViews views) {
    this.views = views;
  }

  /** The classes of the detector, which tell what is looked for. */
  void setClasses(List<String> newClasses) {
    classes = List.copyOf(newClasses);
  }

  /**
   * What is to be shown.
   *
   * @param index of the slice in the series
   * @param findings of the whole series, at or above the threshold
   * @param threshold 0..1
   */
  record Scene(
      OpenSeries open,
      Series series,
      int index,
      List<Finding> findings,
      Optional<Finding> selected,
      double threshold,
      Ai ai) {
    Slice slice() {
      return series.slices().get(index);
    }
  }

  /** Whether what the models say is on screen. */
  enum Ai {
    SHOWN,
    HIDDEN
  }

  void show(Scene scene) {
    Slice slice = scene.slice();
    Optional<SliceReading> reading = scene.open().reading(slice);
    Marks marks = new Marks(scene.findings(), scene.selected());
    views.ct().show(Picture.ofCt(scene.series(), scene.index()));
    views.ct().setMarks(marks);
    views.mri().setMarks(marks);
    ReadState detection = detection(scene, reading);
    views.ct().setAssessments(assessments(detection));
    showMri(scene, reading);
  }

  private void showMri(Scene scene, Optional<SliceReading> reading) {
    ReadState synthesis = synthesis(scene, reading);
    Optional<short[]> grey =
        reading
            .map(SliceReading::synthesis)
            .flatMap(result -> grey(result, scene.slice()))
            .filter(values -> scene.ai() == Ai.SHOWN);
    grey.ifPresentOrElse(
        values -> views.mri().show(Picture.ofSynthetic(scene.series(), scene.index(), values)),
        () -> views.mri().showNothing(synthesis));
  }

  private static Optional<short[]> grey(Synthesis synthesis, Slice slice) {
    return synthesis instanceof Synthesis.Image image
            && image.columns() == slice.columns()
            && image.rows() == slice.rows()
        ? Optional.of(image.grey())
        : Optional.empty();
  }

  /** Nothing to show, and why. */
  void showNothing(ReadState why) {
    Stream.of(views.ct(), views.mri())
        .forEach(
            view -> {
              view.showNothing(why);
              view.setMarks(Marks.NONE);
              view.setAssessments(List.of());
            });
  }

  /** The window that the file of a slice proposes, if it does. */
  static Optional<Window> proposed(Slice slice) {
    return slice
        .window()
        .filter(window -> window.width() >= 1 && window.width() <= 65536)
        .map(window -> new Window(window.centre(), window.width()));
  }

  /** One line says for each subject what was found, or that nobody looked. */
  private List<Assessment> assessments(ReadState detection) {
    return Stream.of(Subject.values())
        .map(
            subject ->
                new Assessment(
                    subject.words(),
                    subject.assessedBy(classes) ? detection : new ReadState.NotAssessed()))
        .toList();
  }

  private static ReadState detection(Scene scene, Optional<SliceReading> reading) {
    if (reading.isEmpty()) {
      return underway(scene.open());
    }
    if (reading.get().detection() instanceof Detection.Failed failed) {
      return new ReadState.Failed(failed.reason());
    }
    String sop = scene.slice().sopInstanceUid();
    long boxes = scene.findings().stream().filter(f -> f.sopInstanceUid().equals(sop)).count();
    return new ReadState.Boxes((int) boxes, scene.threshold());
  }

  private static ReadState synthesis(Scene scene, Optional<SliceReading> reading) {
    if (scene.ai() == Ai.HIDDEN) {
      return new ReadState.Hidden();
    }
    if (reading.isEmpty()) {
      return underway(scene.open());
    }
    return reading.get().synthesis() instanceof Synthesis.Failed failed
        ? new ReadState.Failed(failed.reason())
        : new ReadState.Done();
  }

  private static ReadState underway(OpenSeries open) {
    return switch (open.state().phase()) {
      case RECEIVING, READING -> new ReadState.Reading();
      case DONE, PARTIAL, REFUSED -> new ReadState.NoResult();
      case FAILED -> new ReadState.Failed(open.state().reason());
    };
  }
}
