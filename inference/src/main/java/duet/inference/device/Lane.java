package duet.inference.device;

/**
 * A place where one engine at a time runs. GPU, DLA0 and DLA1 are engines of a Jetson; CPU0 and
 * CPU1 are single CPU threads that stand in for a GPU and a DLA on other machines.
 */
public enum Lane {
  GPU,
  DLA0,
  DLA1,
  CPU0,
  CPU1
}
