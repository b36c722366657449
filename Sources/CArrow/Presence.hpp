#pragma once

namespace carrow {

// Says that a thread is inside Arrow, so that a process that ends does not take Arrow apart under it.
//
// exit() runs destructors while other threads go on. It first waits a while for those that are inside; who comes later
// stays here until the process has ended.
class Presence {
 public:
  Presence();
  ~Presence();
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;
};

}  // namespace carrow
