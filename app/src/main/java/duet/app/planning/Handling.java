package duet.app.planning;

import duet.inference.device.Lane;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Segment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a lane does for a frame besides its engines: it brings the image into the input before the
 * first segment, and reads the results after the last. Who plans for lanes that are threads has to
 * count it.
 */
public record Handling(long beforeNs, long afterNs) {
  public Handling {
    if (beforeNs < 0 || afterNs < 0) {
      throw new IllegalArgumentException("handling takes less than no time");
    }
  }

  /** The same network with this counted. */
  public ModelProfile addTo(ModelProfile model) {
    List<Segment> segments = new ArrayList<>(model.segments());
    segments.set(0, longer(segments.get(0), beforeNs));
    int last = segments.size() - 1;
    segments.set(last, longer(segments.get(last), afterNs));
    return new ModelProfile(model.model(), segments, model.hostNs());
  }

  private static Segment longer(Segment segment, long ns) {
    Map<Lane, Load> loads = new EnumMap<>(Lane.class);
    segment.loads().forEach((lane, load) -> loads.put(lane, load.plus(new Load(ns, 0))));
    return new Segment(segment.name(), segment.inputBytes(), loads, segment.refusals());
  }
}
