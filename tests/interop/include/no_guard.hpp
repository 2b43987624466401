struct NoGuard {};
