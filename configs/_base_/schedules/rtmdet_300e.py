# 300 epochs for 256 images per step: a constant rate after a warm-up, falling as a cosine in the
# second half.
_base_ = ['../default_runtime.py', './schedule_1x.py']

max_epochs = 300
stage2_num_epochs = 20
interval = 10

train_cfg = dict(
    max_epochs=max_epochs,
    val_interval=interval,
    dynamic_intervals=[(max_epochs - stage2_num_epochs, 1)])

base_lr = 0.004
optim_wrapper = dict(
    _delete_=True,
    type='OptimWrapper',
    optimizer=dict(type='AdamW', lr=base_lr, weight_decay=0.05),
    paramwise_cfg=dict(
        bias_decay_mult=0, norm_decay_mult=0, bypass_duplicate=True))

param_scheduler = [
    dict(
        type='LinearLR', by_epoch=False, begin=0, end=1000,
        start_factor=1.0e-5),
    dict(
        type='CosineAnnealingLR',
        by_epoch=True, convert_to_iter_based=True,
        begin=max_epochs // 2, end=max_epochs,
        T_max=max_epochs // 2, eta_min=base_lr * 0.05),
]

default_hooks = dict(checkpoint=dict(interval=interval, max_keep_ckpts=3))
