# 300 epochs for 64 images per step; the last 15 without Mosaic and MixUp, at a constant rate, with
# a loss on the undecoded boxes.
_base_ = '../default_runtime.py'

max_epochs = 300
num_last_epochs = 15
interval = 10

train_cfg = dict(
    type='EpochBasedTrainLoop', max_epochs=max_epochs, val_interval=interval)
val_cfg = dict(type='ValLoop')
test_cfg = dict(type='TestLoop')

base_lr = 0.01
optim_wrapper = dict(
    type='OptimWrapper',
    optimizer=dict(
        type='SGD', lr=base_lr, momentum=0.9, nesterov=True,
        weight_decay=5e-4),
    paramwise_cfg=dict(bias_decay_mult=0., norm_decay_mult=0.))

param_scheduler = [
    dict(
        type='mmdet.QuadraticWarmupLR',
        by_epoch=True, convert_to_iter_based=True,
        begin=0, end=5),
    dict(
        type='CosineAnnealingLR',
        by_epoch=True, convert_to_iter_based=True,
        begin=5, end=max_epochs - num_last_epochs,
        T_max=max_epochs - num_last_epochs, eta_min=base_lr * 0.05),
    dict(
        type='ConstantLR',
        by_epoch=True,
        begin=max_epochs - num_last_epochs, end=max_epochs,
        factor=1),
]

default_hooks = dict(checkpoint=dict(interval=interval, max_keep_ckpts=3))
custom_hooks = [
    dict(
        type='YOLOXModeSwitchHook', priority=48,
        num_last_epochs=num_last_epochs),
    dict(type='SyncNormHook', priority=48),
    dict(
        type='EMAHook', priority=49,
        ema_type='ExpMomentumEMA', momentum=0.0001, update_buffers=True),
]

auto_scale_lr = dict(base_batch_size=64, enable=False)
